// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "report/SourceText.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>

namespace dbrace::report {

SourceText::SourceText(std::string content) : content_(std::move(content)) {
  starts.push_back(0);
  for (std::size_t i = 0; i < content_.size(); ++i)
    if (content_[i] == '\n')
      starts.push_back(i + 1);
}

std::optional<std::string_view> SourceText::line(std::uint32_t number) const {
  if (number == 0 || number > starts.size())
    return std::nullopt;
  std::size_t begin = starts[number - 1];
  std::size_t end = number < starts.size() ? starts[number] - 1 : content_.size();
  if (end > begin && content_[end - 1] == '\r')
    --end;
  return std::string_view(content_).substr(begin, end - begin);
}

std::optional<std::pair<std::uint32_t, std::uint32_t>> SourceText::position(std::uint32_t offset) const {
  if (offset > content_.size())
    return std::nullopt;
  auto after = std::upper_bound(starts.begin(), starts.end(), offset);
  auto line = static_cast<std::uint32_t>(after - starts.begin());
  return std::pair{line, static_cast<std::uint32_t>(offset - starts[line - 1] + 1)};
}

const SourceText *SourceFiles::find(const std::string &file) {
  auto [place, isNew] = files.try_emplace(file);
  if (isNew && !file.empty()) {
    std::error_code error;
    std::filesystem::path path = root_ / file;  // An absolute file replaces the root.
    constexpr std::uintmax_t limit = 16u << 20;
    if (std::filesystem::is_regular_file(path, error) && std::filesystem::file_size(path, error) <= limit && !error) {
      std::ifstream in(path, std::ios::binary);
      std::string content((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
      if (in)
        place->second.emplace(std::move(content));
    }
  }
  return place->second ? &*place->second : nullptr;
}

Character characterAt(std::string_view text, std::size_t offset) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
  unsigned char first = byte(0);
  if (first < 0x80)
    return {first, 1};
  std::size_t length = first >= 0xf0 && first < 0xf5 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  if (length == 0 || first >= 0xf5 || offset + length > text.size())
    return {std::nullopt, 1};
  char32_t code = first & (0xffu >> (length + 1));
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xc0) != 0x80)
      return {std::nullopt, 1};
    code = code << 6 | (byte(i) & 0x3f);
  }
  constexpr std::array<char32_t, 5> smallest = {0, 0, 0x80, 0x800, 0x10000};
  if (code < smallest[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000))
    return {std::nullopt, 1};
  return {code, length};
}

std::size_t utf16Length(std::string_view utf8) {
  std::size_t units = 0;
  for (std::size_t i = 0; i < utf8.size();) {
    Character c = characterAt(utf8, i);
    units += c.codePoint && *c.codePoint >= 0x10000 ? 2 : 1;
    i += c.bytes;
  }
  return units;
}

std::string validUtf8(std::string_view text) {
  std::string valid;
  for (std::size_t i = 0; i < text.size();) {
    Character c = characterAt(text, i);
    valid += c.codePoint ? text.substr(i, c.bytes) : std::string_view("\xef\xbf\xbd");
    i += c.bytes;
  }
  return valid;
}

namespace {

struct CodeRange {
  char32_t first, last;
};
bool within(char32_t code, const CodeRange *begin, const CodeRange *end) {
  return std::any_of(begin, end, [&](CodeRange range) { return code >= range.first && code <= range.last; });
}

/// Unicode TR11: the blocks that are East Asian Wide or Fullwidth, and the emoji that terminals draw wide.
constexpr CodeRange wide[] = {{0x1100, 0x115f},   {0x2e80, 0x303e},   {0x3041, 0x33ff},  {0x3400, 0x4dbf},
                              {0x4e00, 0x9fff},   {0xa000, 0xa4cf},   {0xac00, 0xd7a3},  {0xf900, 0xfaff},
                              {0xfe30, 0xfe6f},   {0xff00, 0xff60},   {0xffe0, 0xffe6},  {0x1f300, 0x1f64f},
                              {0x1f680, 0x1f6ff}, {0x1f900, 0x1f9ff}, {0x20000, 0x3fffd}};
/// Combining marks of the common blocks and variation selectors: they take no column.
constexpr CodeRange narrow[] = {{0x300, 0x36f},   {0x483, 0x489},   {0x591, 0x5bd},   {0x610, 0x61a},
                                {0x64b, 0x65f},   {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff},
                                {0xfe00, 0xfe0f}, {0xfe20, 0xfe2f}};
/// Invisible characters that reorder or hide text (Unicode TR36), and the C1 controls.
constexpr CodeRange dangerous[] = {{0x80, 0x9f},     {0xad, 0xad},     {0x61c, 0x61c},
                                   {0x200b, 0x200f}, {0x2028, 0x202e}, {0x2060, 0x2069},
                                   {0xfeff, 0xfeff}, {0xfff9, 0xfffb}, {0xe0000, 0xe007f}};

std::string escaped(char32_t code) {
  char text[16];
  std::snprintf(text, sizeof text, "<U+%04X>", static_cast<unsigned>(code));
  return text;
}
std::string escapedByte(unsigned char byte) {
  char text[8];
  std::snprintf(text, sizeof text, "<%02X>", byte);
  return text;
}

}  // namespace

Shown show(std::string_view line) {
  constexpr std::size_t tabStop = 8;
  Shown shown;
  std::size_t column = 0;
  for (std::size_t i = 0; i < line.size();) {
    Character c = characterAt(line, i);
    shown.columns.insert(shown.columns.end(), c.bytes, column);
    std::string text;
    if (!c.codePoint) {
      text = escapedByte(static_cast<unsigned char>(line[i]));
    } else if (*c.codePoint == '\t') {
      text.assign(tabStop - column % tabStop, ' ');
    } else if (*c.codePoint < 0x20 || *c.codePoint == 0x7f ||
               within(*c.codePoint, std::begin(dangerous), std::end(dangerous))) {
      text = escaped(*c.codePoint);
    } else {
      shown.text += line.substr(i, c.bytes);
      column += within(*c.codePoint, std::begin(wide), std::end(wide))       ? 2
                : within(*c.codePoint, std::begin(narrow), std::end(narrow)) ? 0
                                                                             : 1;
    }
    shown.text += text;
    column += text.size();
    i += c.bytes;
  }
  shown.columns.push_back(column);
  return shown;
}

std::string printable(std::string_view text) {
  std::string folded(text);
  std::replace_if(folded.begin(), folded.end(), [](char c) { return c == '\n' || c == '\t' || c == '\r'; }, ' ');
  return show(folded).text;
}

}  // namespace dbrace::report
