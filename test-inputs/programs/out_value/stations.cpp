#include "SqlClient.h"

int stationId(SqlClient &sql, const std::string &callsign, int region) {
  int id = -1;
  if (!sql.selectInt(id, "SELECT id FROM stations WHERE callsign = '%s' AND region = %d", callsign.c_str(), region)) {
    sql.exec("INSERT INTO stations (callsign, region) VALUES ('%s', %d)", callsign.c_str(), region);  // finding: [dbrace-duplicate-insert] "stations"
    sql.selectInt(id, "SELECT id FROM stations WHERE callsign = '%s' AND region = %d", callsign.c_str(), region);
  }
  return id;
}

void addFrequency(SqlClient &sql, int station, int khz) {
  std::string unused;
  if (sql.selectText(&unused, "SELECT khz FROM frequencies WHERE station = %d AND khz = %d", station, khz))
    return;
  sql.exec("INSERT INTO frequencies (station, khz) VALUES (%d, %d)", station, khz);  // finding: [dbrace-unhandled-conflict] warning "frequencies"
}

bool addFrequencySettled(SqlClient &sql, int station, int khz) {
  std::string unused;
  if (sql.selectText(&unused, "SELECT khz FROM frequencies WHERE station = %d AND khz = %d", station, khz))
    return true;
  const unsigned int error = sql.exec("INSERT INTO frequencies (station, khz) VALUES (%d, %d)", station, khz);
  return error == 0 || error == 1062;
}

// The next frequency is stored, not the one that was looked up.
void addNextFrequency(SqlClient &sql, int station, int khz) {
  std::string unused;
  if (!sql.selectText(&unused, "SELECT khz FROM frequencies WHERE station = %d AND khz = %d", station, khz))
    sql.exec("INSERT INTO frequencies (station, khz) VALUES (%d, %d)", station, khz + 5);
}
