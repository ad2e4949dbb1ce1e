-- Drops the counts of smaller ages, whose rows are all buried, unless a newer run has come between. KEYS: the view; ARGV:
-- the tombstone that buried them.
local view, age = KEYS[1], age_of(ARGV[1])
if newer(redis.call('HGET', view, 'floor'), age) then return 0 end
local fields = redis.call('HGETALL', view)
for i = 1, #fields, 2 do
  local head = string.sub(fields[i], 6)
  if string.sub(fields[i], 1, 5) == 'rows:' and newer(age, age_of(head)) then
    if string.byte(head, 18) == 0 or fields[i + 1] == '0' then redis.call('HDEL', view, fields[i]) end
  end
end
return 0
