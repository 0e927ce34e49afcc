-- Does in Neovim what a person does, and writes what came of it to $TASKDEF_OUT.
local function wait(what, condition)
  if not vim.wait(30000, condition, 20) then error('no ' .. what) end
end
local function at(words, offset)
  for i, line in ipairs(vim.api.nvim_buf_get_lines(0, 0, -1, false)) do
    local found = line:find(words, 1, true)
    if found then return vim.api.nvim_win_set_cursor(0, { i, found - 1 + (offset or 0) }) end
  end
  error(words .. ' is not in the file')
end
local function codes()
  local found = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    local lsp = (diagnostic.user_data or {}).lsp or {}
    table.insert(found, tostring(diagnostic.code or lsp.code))
  end
  return found
end
local function has(code) return vim.tbl_contains(codes(), code) end
local function text() return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\n') .. '\n' end

local ok, problem = pcall(function()
  local out = {}
  wait('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
  out.diagnostics = codes()

  at('"networkMode"', 3)
  vim.lsp.buf.hover()
  local window
  wait('hover', function()
    for _, one in ipairs(vim.api.nvim_list_wins()) do
      if vim.api.nvim_win_get_config(one).relative ~= '' then window = one end
    end
    return window
  end)
  out.hover = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
  vim.api.nvim_win_close(window, true)

  vim.ui.select = function(items, _, choose)
    for i, item in ipairs(items) do
      local action = item.action or item[2]
      if action.title == 'Write 8080' then return choose(item, i) end
    end
    error('no such code action')
  end
  at('"8080"', 2)
  vim.lsp.buf.code_action()
  wait('code action', function() return text():find('"containerPort": 8080', 1, true) end)
  wait('diagnostics after the fix', function() return not has('wrong-type') end)

  at('"migrate"', 3)
  vim.lsp.buf.rename('prepare')
  wait('rename', function() return not text():find('"migrate"', 1, true) end)
  out.text = text()
  out.left = codes()
  vim.fn.writefile({ vim.json and vim.json.encode(out) or vim.fn.json_encode(out) }, vim.env.TASKDEF_OUT)
end)
if not ok then io.stderr:write(tostring(problem) .. '\n') end
vim.cmd(ok and 'qa!' or 'cquit 1')
