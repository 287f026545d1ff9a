// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "cpp/Flags.h"

#include "cpp/Clang.h"

#include "llvm/Option/ArgList.h"

#include <algorithm>

namespace dbrace::cpp {

namespace {

using llvm::opt::Arg;
using namespace driver_options;

/// Kept as they are, with their values.
constexpr unsigned keptOptions[] = {
    // Where text comes from.
    OPT_I, OPT_iquote, OPT_isystem, OPT_isystem_after, OPT_idirafter, OPT_cxx_isystem, OPT_stdlibxx_isystem,
    OPT_iprefix, OPT_iwithprefix, OPT_iwithprefixbefore, OPT_imacros, OPT_isysroot, OPT__sysroot_EQ, OPT_F,
    OPT_iframework, OPT_nostdinc, OPT_nostdincxx, OPT_nostdlibinc, OPT_stdlib_EQ, OPT_gcc_toolchain,
    OPT_gcc_install_dir_EQ,
    // Macros, said or implied.
    OPT_D, OPT_U, OPT_undef, OPT_pthread, OPT_fopenmp, OPT_fno_openmp, OPT_fPIC, OPT_fno_PIC, OPT_fpic, OPT_fno_pic,
    OPT_fPIE, OPT_fno_PIE, OPT_fpie, OPT_fno_pie, OPT_m_x86_Features_Group,
    // The language.
    OPT_ansi, OPT_ObjC, OPT_ObjCXX, OPT_fsigned_char, OPT_fno_signed_char, OPT_funsigned_char, OPT_fno_unsigned_char,
    OPT_fshort_enums, OPT_fno_short_enums, OPT_fshort_wchar, OPT_fno_short_wchar, OPT_fms_extensions,
    OPT_fno_ms_extensions, OPT_fms_compatibility, OPT_fno_ms_compatibility, OPT_fms_compatibility_version,
    OPT_fmsc_version, OPT_fblocks, OPT_fno_blocks, OPT_fobjc_arc, OPT_fno_objc_arc, OPT_fexceptions, OPT_fno_exceptions,
    OPT_fcxx_exceptions, OPT_fno_cxx_exceptions, OPT_frtti, OPT_fno_rtti, OPT_fchar8__t, OPT_fno_char8__t,
    OPT_fcoroutines, OPT_fno_coroutines, OPT_fgnu_keywords, OPT_fno_gnu_keywords, OPT_fasm, OPT_fno_asm, OPT_fdeclspec,
    OPT_fno_declspec, OPT_fgnu89_inline, OPT_fbuiltin, OPT_fno_builtin, OPT_ffreestanding, OPT_fhosted,
    OPT_ftemplate_depth_EQ, OPT_fconstexpr_depth_EQ, OPT_fconstexpr_steps_EQ, OPT_fbracket_depth_EQ,
    OPT_fdollars_in_identifiers, OPT_fno_dollars_in_identifiers, OPT_foperator_names, OPT_fno_operator_names,
    OPT_trigraphs, OPT_ftrigraphs, OPT_fno_trigraphs, OPT_faligned_allocation, OPT_fno_aligned_allocation,
    OPT_fsized_deallocation, OPT_fno_sized_deallocation,
    // The widths of types.
    OPT_m32, OPT_m64, OPT_mx32};

/// Headers are not where this machine has them, or have another set of types.
constexpr unsigned otherHeaders[] = {OPT_isysroot,           OPT__sysroot_EQ, OPT_stdlib_EQ, OPT_gcc_toolchain,
                                     OPT_gcc_install_dir_EQ, OPT_nostdincxx,  OPT_m32,       OPT_mx32};

template <std::size_t N> bool among(const unsigned (&options)[N], const Arg &arg) {
  return std::any_of(std::begin(options), std::end(options),
                     [&](unsigned option) { return arg.getOption().matches(option); });
}

/// "-Wp,-DX,-MD,file" and "-Xpreprocessor -DX": the words themselves.
std::vector<std::string> flattened(const std::vector<std::string> &words) {
  std::vector<std::string> flat;
  for (const std::string &word : words) {
    if (word == "-Xpreprocessor")
      continue;
    if (!word.starts_with("-Wp,")) {
      flat.push_back(word);
      continue;
    }
    for (std::size_t begin = 4; begin <= word.size();) {
      std::size_t end = std::min(word.find(',', begin), word.size());
      flat.push_back(word.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return flat;
}

/// The -std of what cl calls "/std:c++latest".
std::string standardOfCl(std::string value) {
  if (value == "c++latest" || value.starts_with("c++23"))
    return "c++23";
  return value == "clatest" ? "c17" : value;
}

class Flags {
public:
  Flags(const Compiler &compiler, const std::function<bool(const std::string &)> &isSource)
      : compiler(compiler), isSource(isSource) {
    flags.triple = compiler.triple;
  }

  ParsedFlags parse(const std::vector<std::string> &words) {
    std::vector<const char *> pointers;
    for (const std::string &word : words) {
      // Everything may start with '/' for cl, a path too.
      if (compiler.isCl && isSource(word))
        continue;
      if (word == "--")
        break;
      pointers.push_back(word.c_str());
    }
    unsigned missingAt = 0, missing = 0;
    llvm::opt::InputArgList list = getDriverOptTable().ParseArgs(
        pointers, missingAt, missing, llvm::opt::Visibility(compiler.isCl ? CLOption : ClangOption));
    for (const Arg *arg : list)
      take(*arg, list);
    flags.language = sourceSeen ? languageOfSource : language;
    takePrecompiled();
    return std::move(flags);
  }

private:
  void take(const Arg &arg, const llvm::opt::ArgList &list) {
    const llvm::opt::Option &option = arg.getOption();
    auto value = [&] { return std::string(arg.getNumValues() == 0 ? "" : arg.getValue()); };
    if (option.matches(OPT_INPUT)) {
      if (!sourceSeen && isSource(value())) {
        sourceSeen = true;
        languageOfSource = language;
      }
    } else if (option.matches(OPT_x)) {
      language = value() == "none" ? "" : value();
    } else if (option.matches(OPT__SLASH_TP) || option.matches(OPT__SLASH_Tp)) {
      language = "c++";
    } else if (option.matches(OPT__SLASH_TC) || option.matches(OPT__SLASH_Tc)) {
      language = "c";
    } else if (option.matches(OPT_std_EQ)) {
      flags.standard = value();
    } else if (option.matches(OPT__SLASH_std)) {
      flags.standard = standardOfCl(value());
    } else if (option.matches(OPT__SLASH_imsvc)) {
      flags.kept.insert(flags.kept.end(), {"-isystem", value()});
    } else if (option.matches(OPT_target)) {
      flags.triple = value();
    } else if (option.matches(OPT_include)) {
      flags.includes.push_back(value());
    } else if (option.matches(OPT_include_pch)) {
      precompiled.push_back(value());
    } else if (option.matches(OPT_Xclang)) {
      takeInternal(value());
    } else if (among(keptOptions, arg)) {
      llvm::opt::ArgStringList words;
      arg.render(list, words);
      flags.kept.insert(flags.kept.end(), words.begin(), words.end());
      flags.ownHeaders &= !among(otherHeaders, arg);
    }
  }

  /// CMake hands Clang its precompiled header and the text of it in this way.
  void takeInternal(const std::string &word) {
    if (word.starts_with("-")) {
      internal = word;
      return;
    }
    if (internal == "-include")
      flags.includes.push_back(word);
    else if (internal == "-include-pch")
      precompiled.push_back(word);
    internal.clear();
  }

  /// The text that a precompiled header was made from stands beside it, or is named as well.
  void takePrecompiled() {
    for (const std::string &file : precompiled) {
      std::string text = file.substr(0, file.rfind('.'));
      if (std::find(flags.includes.begin(), flags.includes.end(), text) == flags.includes.end())
        flags.includes.insert(flags.includes.begin(), text);
    }
  }

  const Compiler &compiler;
  const std::function<bool(const std::string &)> &isSource;
  ParsedFlags flags;
  std::string language, languageOfSource, internal;
  std::vector<std::string> precompiled;
  bool sourceSeen = false;
};

}  // namespace

ParsedFlags parseFlags(const Compiler &compiler, const std::vector<std::string> &words,
                       const std::function<bool(const std::string &)> &isSource) {
  std::vector<std::string> flat = flattened(words);
  return Flags(compiler, isSource).parse(flat);
}

}  // namespace dbrace::cpp
