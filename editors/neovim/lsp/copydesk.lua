-- How to start copydesk; used by vim.lsp.enable('copydesk').
---@type vim.lsp.Config
return {
  cmd = { 'copydesk', 'server' },
  filetypes = { 'text', 'markdown', 'news' },
  root_markers = { '.git' },
}
