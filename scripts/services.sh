# shellcheck shell=bash
# Sourced by test.sh: PostgreSQL and Redis for the tests. What answers on the standard ports (or at the addresses given)
# is used; else an instance of our own is started on another port, with nothing kept, and stopped by stop_services.

services_folder=
redis_pid=

postgres_answers() { # url
  command -v psql >/dev/null && psql -qAt -d "$1/postgres" -c 'select 1' >/dev/null 2>&1
}
redis_answers() { # host port
  local answer
  { exec 3<>"/dev/tcp/$1/$2" && printf 'PING\r\n' >&3 && read -r -t 2 answer <&3; } 2>/dev/null || return 1
  exec 3>&-
  [[ $answer == +PONG* ]]
}

# PostgreSQL refuses to run as root.
as_postgres() { if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi; }

postgres_programs() { ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1; }

start_postgres() {
  local bin data=$services_folder/postgres port=54329
  bin=$(postgres_programs)
  mkdir -p "$data"
  [ "$(id -u)" != 0 ] || chown postgres "$data"
  # Durability is not what these tests are about, and nothing is kept: no fsync.
  as_postgres "$bin/initdb" -D "$data/db" -U postgres --auth=trust -E UTF8 --no-sync >/dev/null
  as_postgres "$bin/pg_ctl" -D "$data/db" -w -l "$data/log" start \
    -o "-p $port -k $data -c listen_addresses=127.0.0.1 -c fsync=off -c max_connections=300" >/dev/null
  COURT_TEST_PG_URL=postgres://postgres@127.0.0.1:$port
}

start_redis() {
  local port=63790
  redis-server --port "$port" --bind 127.0.0.1 --save '' --appendonly no --dir "$services_folder" >"$services_folder/redis.log" &
  redis_pid=$!
  until redis_answers 127.0.0.1 "$port"; do kill -0 "$redis_pid" && sleep 0.1 || return 1; done
  COURT_TEST_REDIS_URL=redis://127.0.0.1:$port
}

start_services() {
  services_folder=$(mktemp -d)
  chmod 755 "$services_folder"
  : "${COURT_TEST_PG_URL:=postgres://postgres@127.0.0.1:5432}" "${COURT_TEST_REDIS_URL:=redis://127.0.0.1:6379}"
  postgres_answers "$COURT_TEST_PG_URL" || start_postgres
  local address=${COURT_TEST_REDIS_URL#redis://}
  redis_answers "${address%%:*}" "${address##*:}" || start_redis
  export COURT_TEST_PG_URL COURT_TEST_REDIS_URL
}

stop_services() {
  [ -z "$redis_pid" ] || kill "$redis_pid"
  if [ -d "$services_folder/postgres/db" ]; then
    as_postgres "$(postgres_programs)/pg_ctl" -D "$services_folder/postgres/db" -m immediate stop >/dev/null
  fi
  [ -z "$services_folder" ] || rm -rf "$services_folder"
}
