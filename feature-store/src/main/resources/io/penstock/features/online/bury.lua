-- Turns rows with values of a smaller age into tombstones, a page of the keys at a time. KEYS: the view; ARGV: where to go
-- on, the pattern of its rows, the tombstone. Gives where to go on ('0': nowhere) and how many were buried.
local view, tombstone = KEYS[1], ARGV[3]
local head = string.sub(tombstone, 1, 18)
local age = age_of(head)
if newer(redis.call('HGET', view, 'floor'), age) then return {'0', 0} end

local page = redis.call('SCAN', ARGV[1], 'MATCH', ARGV[2], 'COUNT', 1000)
local keys = page[2]
if #keys == 0 then return {page[1], 0} end
local there = redis.call('MGET', unpack(keys))
local buried, over, verdicts, seen = {}, {}, {}, {}
for i = 1, #keys do
  local old = there[i]
  if old and not seen[keys[i]] then
    seen[keys[i]] = true
    local was = string.sub(old, 1, 18)
    local says = verdicts[was]
    if says == nil then
      says = string.byte(was, 18) == 0 and newer(age, age_of(was))
      local refusal = says and stranger(old, head, keys[i])
      if refusal then return refusal end
      verdicts[was] = says
    end
    if says then
      buried[#buried + 1] = keys[i]
      buried[#buried + 1] = tombstone
      over[was] = (over[was] or 0) + 1
    end
  end
end
return {page[1], write(view, head, buried, over)}
