// Hosts and networks of the directory, on any database. The statements are settings, so that an administrator can adapt
// them to an existing schema.
#pragma once

#include "Sql.hpp"

class Directory {
public:
  Directory(const std::string &suffix);
  void addHost(const HostName &host, const std::string &address);
  void addNetwork(const std::string &network, const std::string &owner);
  bool hasHost(const HostName &host);

protected:
  void connect(Sql *sql);
  const std::string &setting(const std::string &name);

private:
  void prepareStatements();

  std::string prefix_;
  std::string findHostQuery_, insertHostQuery_, findNetworkQuery_, insertNetworkQuery_;
  std::unique_ptr<Sql> sql_;
  std::unique_ptr<SqlStatement> findHost_, insertHost_, findNetwork_, insertNetwork_;
};
