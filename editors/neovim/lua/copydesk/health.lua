-- :checkhealth copydesk
local health = vim.health

local function check_neovim()
  if vim.fn.has('nvim-0.11') == 1 then
    health.ok('Neovim ' .. tostring(vim.version()))
    return true
  end
  health.error('Neovim ' .. tostring(vim.version()) .. ' is too old.', { 'Install Neovim 0.11 or later.' })
  return false
end

local function check_program(cmd)
  if type(cmd) ~= 'table' then
    health.info('`cmd` is a function; there is no program to look at.')
    return
  end
  local path = vim.fn.exepath(cmd[1])
  if path == '' then
    health.error(('The program `%s` was not found.'):format(cmd[1]), {
      'Install copydesk and put it into a folder on PATH.',
      "Or give its full path: vim.lsp.config('copydesk', { cmd = { '/full/path/of/copydesk', 'server' } })",
    })
    return
  end
  local ran, answer = pcall(function()
    return vim.system({ path, '--version' }, { text = true }):wait(10000)
  end)
  if ran and answer.code == 0 and answer.stdout:find('^copydesk ') then
    health.ok(('%s (%s)'):format(vim.trim(answer.stdout), path))
  else
    health.error(('`%s --version` does not answer as copydesk does.'):format(path), {
      ran and vim.trim(answer.stderr or '') or tostring(answer),
    })
  end
end

local function check_enabled(config)
  -- Neovim 0.11 has no public question for this.
  local is_enabled = vim.lsp.is_enabled or function(name)
    return vim.lsp._enabled_configs ~= nil and vim.lsp._enabled_configs[name] ~= nil
  end
  if is_enabled('copydesk') then
    health.ok('copydesk is enabled for: ' .. table.concat(config.filetypes or { 'every file type' }, ', '))
  else
    health.warn('copydesk is not enabled.', { "Put vim.lsp.enable('copydesk') into your init.lua." })
  end
end

local function check_running()
  local clients = vim.lsp.get_clients({ name = 'copydesk' })
  if #clients == 0 then
    health.info('copydesk is not running; open an article first.')
  end
  for _, client in ipairs(clients) do
    local buffers = #vim.tbl_keys(client.attached_buffers)
    health.ok(('copydesk is running: client %d, folder %s, %d open text(s).'):format(
      client.id, client.root_dir or 'none', buffers))
  end
end

return {
  check = function()
    health.start('copydesk')
    if not check_neovim() then
      return
    end
    local config = vim.lsp.config.copydesk
    check_program(config.cmd)
    check_enabled(config)
    check_running()
  end,
}
