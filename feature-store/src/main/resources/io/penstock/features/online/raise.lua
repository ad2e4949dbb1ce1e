-- Sets a field of a view whose first 16 bytes are an age, if that is greater than what is there. KEYS: the view; ARGV: the
-- field, its bytes. Gives 0 where what is there is greater, else 1.
local there = redis.call('HGET', KEYS[1], ARGV[1])
if there then
  for i = 1, 16 do
    local old, new = string.byte(there, i), string.byte(ARGV[2], i)
    if old > new then return 0 end
    if old < new then break end
    if i == 16 then return 1 end
  end
end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
return 1
