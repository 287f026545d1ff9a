// A limit that is counted before it is used up.
// schema: bookings.sql
// dialect: postgresql
#include <libpq-fe.h>
#include <cstdlib>
#include <string>

struct Hall {
  PGconn *conn;
  int most;
  int counted(const std::string &room) {
    const char *values[] = {room.c_str()};
    PGresult *result = PQexecParams(conn, "SELECT COUNT(*) FROM seats WHERE room = $1", 1, nullptr, values, nullptr, nullptr, 0);
    const int count = PQresultStatus(result) == PGRES_TUPLES_OK ? std::atoi(PQgetvalue(result, 0, 0)) : 0;
    PQclear(result);
    return count;
  }
  void take(const std::string &room, const std::string &guest) {
    const char *values[] = {room.c_str(), guest.c_str()};
    PQclear(PQexecParams(conn, "INSERT INTO seats (room, guest) VALUES ($1, $2)", 2, nullptr, values, nullptr, nullptr, 0));  // finding: [dbrace-count-then-insert] warning "more rows with the same seats.room" // finding: [dbrace-count-then-insert] // finding: [dbrace-count-then-insert] // finding: [dbrace-duplicate-insert] error
  }
  void reserve(const std::string &room, const std::string &guest) {
    if (counted(room) >= 40)
      return;
    take(room, guest);
  }
  void reserveBelow(const std::string &room, const std::string &guest) {
    if (counted(room) < most)
      take(room, guest);
  }
  void reserveNext(const std::string &room, const std::string &guest) {
    if (counted(room) + 1 > most)
      return;
    take(room, guest);
  }
  // The first one only: that is a lookup like another.
  void reserveFirst(const std::string &room, const std::string &guest) {
    if (counted(room) == 0)
      take(room, guest);
  }
  // The count only chooses the words.
  void reserveAnyway(const std::string &room, const std::string &guest) {
    const char *text = counted(room) > 40 ? "crowded" : "quiet";
    take(room, guest + text);
  }
  // One at a time.
  void reserveLocked(const std::string &room, const std::string &guest) {
    PQclear(PQexec(conn, "BEGIN"));
    PQclear(PQexec(conn, "SELECT pg_advisory_xact_lock(1)"));
    if (counted(room) < most)
      take(room, guest);
    PQclear(PQexec(conn, "COMMIT"));
  }
};
