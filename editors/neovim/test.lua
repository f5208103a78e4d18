-- Opens a text in this Neovim with a real copydesk, and shows what a writer would get.
--
--   nvim --headless --clean -n -l test.lua BINARY FILE [LINE COL]
--
-- LINE and COL count from 1, COL in characters; without them, hover and definition are asked for at the first diagnostic.
-- Fails when copydesk does not start, does not check the text, or does not stop.
-- With LINE and COL it fails as well when there is no hover or no definition at that place.

local binary, file, line, col = arg[1], arg[2], tonumber(arg[3]), tonumber(arg[4])
if not binary or not file or (arg[3] and not (line and col)) then
  io.stderr:write('usage: nvim --headless --clean -n -l test.lua BINARY FILE [LINE COL]\n')
  os.exit(2)
end

local failed = false

local function say(...)
  io.stdout:write(string.format(...), '\n')
end

local function check(what, holds)
  say('%s %s', holds and 'ok  ' or 'FAIL', what)
  failed = failed or not holds
  return holds
end

local function finish()
  os.exit(failed and 1 or 0)
end

local exited, exit_code = false, nil

--- Waits until the condition holds; a server that is gone makes waiting pointless.
local function wait(condition)
  vim.wait(20000, function()
    return exited or condition()
  end, 10)
  return condition()
end

--- Leaves the log of the user alone.
local log = vim.fn.tempname()
require('vim.lsp.log')._set_filename(log)

--- The plugin as it is installed, with the given binary in the place of the one on PATH.
vim.opt.runtimepath:prepend(vim.fs.dirname(vim.fs.abspath(arg[0])))
vim.cmd.runtime('plugin/copydesk.lua')
vim.cmd('filetype plugin on')
vim.lsp.config('copydesk', {
  cmd = { vim.fn.exepath(binary), 'server' },
  settings = { copydesk = { inlayHints = { speakers = true, dates = true } } },
  on_exit = function(code)
    exited, exit_code = true, code
  end,
})
vim.lsp.enable('copydesk')

if not check('the binary can be run', vim.fn.executable(binary) == 1) then
  finish()
end
if not check('the file can be read', vim.fn.filereadable(file) == 1) then
  finish()
end

--- Both kinds of diagnostics count as an answer, an empty one too.
local checked = false
for _, method in ipairs({ 'textDocument/publishDiagnostics', 'textDocument/diagnostic' }) do
  local handler = vim.lsp.handlers[method]
  vim.lsp.handlers[method] = function(err, result, ...)
    checked = checked or (err == nil and result ~= nil)
    return handler(err, result, ...)
  end
end

local started = vim.uv.hrtime()
vim.cmd.edit(vim.fn.fnameescape(file))
local buf = vim.api.nvim_get_current_buf()
say('     Neovim %s, file type %s', tostring(vim.version()), vim.bo[buf].filetype)

local client
check('copydesk attaches', wait(function()
  client = vim.lsp.get_clients({ bufnr = buf, name = 'copydesk' })[1]
  return client ~= nil and client.initialized
end))
if not client then
  finish()
end
check('the text is checked', wait(function()
  return checked
end))
say('     %.0f ms after opening, positions in %s', (vim.uv.hrtime() - started) / 1e6, client.offset_encoding)

local diagnostics = vim.diagnostic.get(buf)
table.sort(diagnostics, function(a, b)
  return a.lnum < b.lnum or (a.lnum == b.lnum and a.col < b.col)
end)

--- The characters of a line before a byte, which is what a reader counts.
local function column(lnum, byte)
  local text = vim.api.nvim_buf_get_lines(buf, lnum, lnum + 1, false)[1] or ''
  return vim.fn.strchars(text:sub(1, byte)) + 1
end

say('     %d diagnostic(s)', #diagnostics)
for _, it in ipairs(diagnostics) do
  say('     %d:%d-%d:%d %s %s: %s', it.lnum + 1, column(it.lnum, it.col), it.end_lnum + 1, column(it.end_lnum, it.end_col),
    vim.diagnostic.severity[it.severity], it.code or '', it.message)
end

local function ask(method, params)
  params = params or vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = client:request_sync(method, params, 20000, buf)
  check(method .. ' is answered', answer ~= nil and answer.err == nil)
  return answer and answer.result or nil
end

local is_given = line ~= nil
if is_given then
  local text = vim.api.nvim_buf_get_lines(buf, line - 1, line, false)[1] or ''
  vim.api.nvim_win_set_cursor(0, { line, vim.str_byteindex(text, 'utf-32', math.min(col - 1, vim.fn.strchars(text))) })
elseif diagnostics[1] then
  vim.api.nvim_win_set_cursor(0, { diagnostics[1].lnum + 1, diagnostics[1].col })
end
local at = vim.api.nvim_win_get_cursor(0)
say('     at %d:%d', at[1], column(at[1] - 1, at[2]))

local hover = ask('textDocument/hover')
for _, it in ipairs(hover and vim.lsp.util.convert_input_to_markdown_lines(hover.contents) or {}) do
  say('     | %s', it)
end
if is_given then
  check('there is a hover', hover ~= nil)
end

local definition = ask('textDocument/definition')
local places = definition and (vim.islist(definition) and definition or { definition }) or {}
for _, it in ipairs(vim.lsp.util.locations_to_items(places, client.offset_encoding)) do
  say('     defined at %d:%d: %s', it.lnum, column(it.lnum - 1, it.col - 1), it.text)
end
if is_given then
  check('there is a definition', #places > 0)
end

local everywhere = {
  textDocument = vim.lsp.util.make_text_document_params(buf),
  range = { start = { line = 0, character = 0 }, ['end'] = { line = vim.api.nvim_buf_line_count(buf), character = 0 } },
}
for _, it in ipairs(ask('textDocument/inlayHint', everywhere) or {}) do
  say('     hint at %d:%d: %s', it.position.line + 1, column(it.position.line, it.position.character), it.label)
end

vim.cmd.CopydeskTimeline()
check('the timeline is answered', wait(function()
  return #vim.fn.getloclist(0) > 0 or vim.fn.execute('messages'):find('is dated', 1, true) ~= nil
end))
for _, it in ipairs(vim.fn.getloclist(0)) do
  say('     %d:%d %s', it.lnum, column(it.lnum - 1, it.col - 1), it.text)
end

client:stop()
check('copydesk stops', vim.wait(20000, function()
  return exited
end, 10) and exit_code == 0)
if failed and vim.fn.filereadable(log) == 1 then
  say('the log of Neovim:\n%s', table.concat(vim.fn.readfile(log), '\n'))
end
finish()
