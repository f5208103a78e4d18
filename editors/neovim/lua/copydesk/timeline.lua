-- The timeline of the article: what happens when, in the location list.
local M = {}

--- One line of the list; where nobody can date it, the label is the article's own words.
local function item(entry, encoding)
  local place = { uri = entry.uri, range = entry.selectionRange }
  local it = vim.lsp.util.locations_to_items({ place }, encoding)[1]
  it.text = entry.label .. ': ' .. entry.text
  return it
end

--- Asks copydesk for the timeline of the current buffer, and opens it beside the text, in the order of time.
function M.show()
  local buf, win = vim.api.nvim_get_current_buf(), vim.api.nvim_get_current_win()
  local client = vim.lsp.get_clients({ bufnr = buf, name = 'copydesk' })[1]
  if not client then
    vim.notify('copydesk is not running for this text, see :checkhealth copydesk', vim.log.levels.WARN)
    return
  end
  local command = { command = 'copydesk.timeline', arguments = { vim.uri_from_bufnr(buf) } }
  client:request('workspace/executeCommand', command, function(err, entries)
    if err or not vim.api.nvim_win_is_valid(win) then
      vim.notify(err and err.message or 'The window of the text is closed', vim.log.levels.WARN)
      return
    end
    local items = {}
    for _, entry in ipairs(entries or {}) do
      table.insert(items, item(entry, client.offset_encoding))
    end
    if #items == 0 then
      vim.notify('Nothing in this text is dated')
      return
    end
    vim.fn.setloclist(win, {}, ' ', { title = 'Timeline', items = items })
    vim.api.nvim_win_call(win, function()
      vim.cmd.lopen()
    end)
  end, buf)
end

return M
