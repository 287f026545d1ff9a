#include "text.h"

Text::Text(const char *text) : data_(text) {}
Text::Text(std::string text) : data_(std::move(text)) {}
const char *Text::cstr() const { return data_.c_str(); }
