-- Makes the file type 'news' and the command :CopydeskTimeline known.
-- Whether copydesk runs is the user's choice: vim.lsp.enable('copydesk').
if vim.g.loaded_copydesk then
  return
end
vim.g.loaded_copydesk = true

vim.filetype.add({ extension = { news = 'news', article = 'news' } })

vim.api.nvim_create_user_command('CopydeskTimeline', function()
  require('copydesk.timeline').show()
end, { desc = 'What happens in the article, in the order of time' })
