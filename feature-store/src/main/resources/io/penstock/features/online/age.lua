-- What the other scripts begin with. A head is the first 18 bytes of a value, see Packed: 1 version, 2 to 17 age, 18 kind.
-- The view counts its rows by head, in fields 'rows:' .. head, so that nobody has to look for rows that are not there.
local function newer(a, b)
  if a == b then return false end
  local a1, a2, a3, a4 = struct.unpack('>I4I4I4I4', a)
  local b1, b2, b3, b4 = struct.unpack('>I4I4I4I4', b)
  if a1 ~= b1 then return a1 > b1 end
  if a2 ~= b2 then return a2 > b2 end
  if a3 ~= b3 then return a3 > b3 end
  return a4 > b4
end

local function age_of(head) return string.sub(head, 2, 17) end

-- Refuses what another version wrote, before anything is written.
local function stranger(old, head, key)
  if string.byte(old, 1) ~= string.byte(head, 1) then
    return redis.error_reply('PENSTOCKVERSION ' .. (string.byte(old, 1) or 0) .. ' ' .. key)
  end
end

-- Writes keys and values in turn, all with one head, over rows that are counted by theirs.
local function write(view, head, rows, over)
  if #rows == 0 then return 0 end
  redis.call('MSET', unpack(rows))
  redis.call('HINCRBY', view, 'rows:' .. head, #rows / 2)
  for old, count in pairs(over) do redis.call('HINCRBY', view, 'rows:' .. old, -count) end
  return #rows / 2
end
