-- Makes the file type 'news' known.
-- Whether copydesk runs is the user's choice: vim.lsp.enable('copydesk').
if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

vim.filetype.add({ extension = { news = 'news', article = 'news' } })
