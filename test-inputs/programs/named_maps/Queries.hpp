#pragma once

#include <string>

/// The statement of that name; empty if there is none.
const std::string &query(const std::string &name);

enum class Query { FindDevice, AddDevice, FindSensor, AddSensor };
std::string text(Query which);
