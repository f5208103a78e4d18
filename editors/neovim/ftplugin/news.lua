-- A paragraph is one long line: break it on screen between words.
vim.opt_local.wrap = true
vim.opt_local.linebreak = true

vim.b.undo_ftplugin = (vim.b.undo_ftplugin and vim.b.undo_ftplugin .. ' | ' or '') .. 'setlocal wrap< linebreak<'
