#include "Directory.hpp"

#include "Settings.hpp"

Directory::Directory(const std::string &suffix) : prefix_("directory" + suffix) {
  findHostQuery_ = setting("find-host-query");
  insertHostQuery_ = setting("insert-host-query");
  findNetworkQuery_ = setting("find-network-query");
  insertNetworkQuery_ = setting("insert-network-query");
}

const std::string &Directory::setting(const std::string &name) { return settings()[prefix_ + "-" + name]; }

void Directory::connect(Sql *sql) {
  sql_.reset(sql);
  prepareStatements();
}

void Directory::prepareStatements() {
  findHost_ = sql_->prepare(findHostQuery_, 1);
  insertHost_ = sql_->prepare(insertHostQuery_, 2);
  findNetwork_ = sql_->prepare(findNetworkQuery_, 1);
  insertNetwork_ = sql_->prepare(insertNetworkQuery_, 2);
}

bool Directory::hasHost(const HostName &host) {
  findHost_->bind("host", host)->execute();
  bool found = findHost_->hasNextRow();
  findHost_->reset();
  return found;
}

void Directory::addHost(const HostName &host, const std::string &address) {
  if (hasHost(host))
    return;
  insertHost_->bind("host", host)->bind("address", address)->execute()->reset();  // finding: [dbrace-duplicate-insert]
}

// The same, but the statement is an upsert.
void Directory::addNetwork(const std::string &network, const std::string &owner) {
  findNetwork_->bind("network", network)->execute();
  bool found = findNetwork_->hasNextRow();
  findNetwork_->reset();
  if (!found)
    insertNetwork_->bind("network", network)->bind("owner", owner)->execute()->reset();
}
