-- Writes values that are newer than what is there. KEYS: the view, then the rows; ARGV: the values.
-- Gives how many were written. See Packed for the bytes: 1 version, 2 to 17 age.
local function newer(a, b)
  if a == b then return false end
  local a1, a2, a3, a4 = struct.unpack('>I4I4I4I4', a)
  local b1, b2, b3, b4 = struct.unpack('>I4I4I4I4', b)
  if a1 ~= b1 then return a1 > b1 end
  if a2 ~= b2 then return a2 > b2 end
  if a3 ~= b3 then return a3 > b3 end
  return a4 > b4
end

local view = table.remove(KEYS, 1)
local floor = redis.call('HGET', view, 'floor')
local there = redis.call('MGET', unpack(KEYS))
local sent, newest, news = {}, {}, 0
local last_new, last_old, last_says
for i, value in ipairs(ARGV) do
  local age = string.sub(value, 2, 17)
  local old = sent[KEYS[i]] or there[i]
  local says = not (floor and newer(floor, age))
  if says and old then
    if string.byte(old, 1) ~= string.byte(value, 1) then
      return redis.error_reply('PENSTOCKVERSION ' .. (string.byte(old, 1) or 0) .. ' ' .. KEYS[i])
    end
    local old_age = string.sub(old, 2, 17)
    if age ~= last_new or old_age ~= last_old then
      last_new, last_old, last_says = age, old_age, newer(age, old_age)
    end
    says = last_says
  end
  if says then
    newest[2 * news + 1], newest[2 * news + 2] = KEYS[i], value
    news = news + 1
    sent[KEYS[i]] = value
  end
end
if news > 0 then redis.call('MSET', unpack(newest)) end
return news
