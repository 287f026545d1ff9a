#include "SqlStore.h"

#include <cstdio>
#include <cstdlib>

static std::string sensorIndex(int hardware, const char *code) {
  Result result = m_sql.safe_query("SELECT ID FROM Sensors WHERE (HardwareID==%d) AND (Code=='%q')", hardware, code);
  return result.empty() ? std::string() : result[0][0];
}

void updateSensor(int hardware, const char *code, const char *name) {
  std::string idx = sensorIndex(hardware, code);
  if (idx.empty()) {
    m_sql.safe_query("INSERT INTO Sensors (HardwareID, Code, Name) VALUES (%d, '%q', '%q')", hardware, code, name);  // finding: [dbrace-duplicate-insert] "Sensors"
    return;
  }
  m_sql.safe_query("UPDATE Sensors SET Name='%q' WHERE (ID == %q)", name, idx.c_str());
}

void addHumidity(int hardware, int node) {
  char code[20];
  snprintf(code, sizeof(code), "%04X", node);
  bool exists = false;
  Result result = m_sql.safe_query("SELECT ID, Name FROM Sensors WHERE (HardwareID=='%d') AND (Code=='%q')", hardware, code);
  if (!result.empty())
    exists = true;
  if (!exists)
    m_sql.safe_query("INSERT INTO Sensors (HardwareID, Code, Unit) VALUES ('%d', '%q', 3)", hardware, code);  // finding: [dbrace-duplicate-insert] "Sensors"
}

// Looks for a sensor and writes a note about it.
void noteMissing(int hardware, const char *code) {
  if (sensorIndex(hardware, code).empty())
    m_sql.safe_query("INSERT INTO Notes (SensorID, Text) VALUES (0, 'no sensor %q')", code);
}

// A copy for each sensor of another hardware.
void cloneSensors(int from, int to) {
  Result result = m_sql.safe_query("SELECT Code, Name FROM Sensors WHERE (HardwareID==%d)", from);
  for (const auto &row : result)
    m_sql.safe_query("INSERT INTO Sensors (HardwareID, Code, Name) VALUES (%d, '%q', '%q')", to, row[0].c_str(), row[1].c_str());
}

void shareWith(int user, const std::string &sensors) {
  Result result = m_sql.safe_query("SELECT SensorID FROM Sharing WHERE (UserID==%d) AND (SensorID==%q)", user, sensors.c_str());
  if (result.empty()) {
    m_sql.safe_query("INSERT INTO Sharing (UserID, SensorID) VALUES (%d, %q)", user, sensors.c_str());  // finding: [dbrace-duplicate-insert] "Sharing"
  }
}
