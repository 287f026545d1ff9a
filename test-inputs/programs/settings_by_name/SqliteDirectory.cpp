#include "Directory.hpp"
#include "Sqlite.hpp"
#include "Settings.hpp"

class SqliteDirectory : public Directory {
public:
  explicit SqliteDirectory(const std::string &suffix) : Directory(suffix) {
    connect(new Sqlite(setting("server"), setting("database")));
  }
};

class SqliteDirectoryFactory {
public:
  void declareSettings(const std::string &suffix) {
    declare(suffix, "server", "Host of the database", "localhost");
    declare(suffix, "database", "Name of the database", "directory");
    declare(suffix, "find-host-query", "Finds a host", "SELECT address FROM hosts WHERE name = :host");
    declare(suffix, "insert-host-query", "Adds a host", "INSERT INTO hosts (name, address) VALUES (:host, :address)");
    std::string networks = "SELECT owner FROM networks";
    declare(suffix, "find-network-query", "Finds a network", networks + " WHERE name = :network");
    declare(suffix, "insert-network-query", "Adds a network",
            "INSERT INTO networks (name, owner) VALUES (:network, :owner) ON CONFLICT (name) DO UPDATE SET owner = excluded.owner");
  }
  std::unique_ptr<Directory> make(const std::string &suffix) { return std::make_unique<SqliteDirectory>(suffix); }

private:
  void declare(const std::string &suffix, const std::string &name, const std::string &help, const std::string &value) {
    settings().set("directory" + suffix + "-" + name, help) = value;
  }
};

std::unique_ptr<Directory> openDirectory(const std::string &suffix) {
  SqliteDirectoryFactory factory;
  factory.declareSettings(suffix);
  settings().readFile("/etc/directory.conf");
  return factory.make(suffix);
}
