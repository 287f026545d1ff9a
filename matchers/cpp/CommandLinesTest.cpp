// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Command lines as build systems write them: taken from the database by Clang's loader, brought down to what decides
// the meaning of the source, and then used: a small source is read with each.
#include "cpp/Arguments.h"
#include "cpp/CompileDatabase.h"
#include "facts/Facts.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace dbrace::cpp {
namespace {

namespace fs = std::filesystem;

/// A command line, `$D` for the folder it works in, and the flags it comes down to.
struct CommandLine {
  std::string name;
  std::string file;
  std::string command;
  std::string flags;
  std::string source = "#include <stddef.h>\nsize_t f(int a) { return a + sizeof(long); }\n";
};

/// Needs the standard library of C++, whatever it is compiled for.
const std::string cxxSource = "#include <map>\n#include <string>\n#include <mutex>\n"
                              "int f(const std::string &s) { std::map<std::string, long> m; std::mutex x; "
                              "std::lock_guard<std::mutex> l(x); return m[s] + s.size(); }\n";
const std::string cSource = "#include <stdio.h>\n#include <stdint.h>\n#include <stdlib.h>\n"
                            "int f(int32_t a) { int class = a; printf(\"%d\", class); return class; }\n";

std::vector<CommandLine> commandLines() {
  return {
      // CMake.
      {"cmake-make", "$D/src/main.cpp",
       "/usr/bin/c++ -DSHOP_LIB -DNAME=\\\"shop\\\" -I$D/src/. -I$D/include -isystem $D/ext -O3 -DNDEBUG -std=gnu++17 "
       "-Wall -Wextra -o CMakeFiles/shop.dir/src/main.cpp.o -c $D/src/main.cpp",
       "clang++ -std=gnu++17 -D SHOP_LIB -D NAME=\"shop\" -I $D/src/. -I $D/include -isystem $D/ext -D NDEBUG",
       "#ifndef SHOP_LIB\n#error\n#endif\nconst char *f() { return NAME; }\n"},
      {"cmake-ninja-msvc-like-depfile", "$D/a.cc",
       "/usr/bin/g++-12 -I. -g -fPIC -MD -MT a.cc.o -MF a.cc.o.d -o a.cc.o -c $D/a.cc", "clang++ -I . -fPIC"},
      {"cmake-modules-of-gcc", "$D/a.cc",
       "g++ -std=c++20 -fmodules-ts -fmodule-mapper=a.o.modmap -MD -fdeps-format=p1689r5 -fdeps-file=a.ddi "
       "-fdeps-target=a.o -x c++ -o a.o -c $D/a.cc",
       "clang++ -std=c++20"},
      {"cmake-modules-of-clang", "$D/a.cc", "clang++ -std=gnu++20 -MD -MT a.o -MF a.o.d @a.o.modmap -o a.o -c $D/a.cc",
       "clang++ -std=gnu++20"},
      {"cmake-pch-of-gcc", "$D/a.cc", "g++ -Winvalid-pch -include $D/pch/cmake_pch.hxx -o a.o -c $D/a.cc",
       "clang++ -include $D/pch/cmake_pch.hxx", "int f() { return FROM_PCH; }\n"},
      {"cmake-pch-of-clang", "$D/a.cc",
       "clang++ -Winvalid-pch -Xclang -include-pch -Xclang $D/pch/cmake_pch.hxx.pch -Xclang -include -Xclang "
       "$D/pch/cmake_pch.hxx -o a.o -c $D/a.cc",
       "clang++ -include $D/pch/cmake_pch.hxx", "int f() { return FROM_PCH; }\n"},
      {"pch-whose-text-stands-elsewhere", "$D/src/a.cc", "g++ -I$D/src -include pch/stdafx.h -c src/a.cc",
       "clang++ -I $D/src -include $D/src/stdafx.h", "int f() { return FROM_PCH; }\n"},
      {"cmake-co-compile", "$D/a.cc",
       "/usr/bin/cmake -E __run_co_compile --launcher=ccache "
       "--tidy=clang-tidy;--extra-arg-before=--driver-mode=g++ --source=$D/a.cc -- /usr/bin/c++ -DX=1 -o a.o -c "
       "$D/a.cc",
       "clang++ -D X=1"},
      {"cmake-unity", "$D/unity_0_cxx.cxx", "c++ -Isrc -o u.o -c $D/unity_0_cxx.cxx", "clang++ -I src",
       "#include \"unit_a.cpp\"\n"},
      {"cmake-cxx-standard-on-c", "$D/a.c", "/usr/bin/cc -std=c++17 -Wno-register -DA -o a.o -c $D/a.c", "clang -D A",
       cSource},
      {"cmake-lto-coverage", "$D/a.cc",
       "c++ -flto=auto -fno-fat-lto-objects --coverage -fprofile-arcs -ftest-coverage -fprofile-update=atomic -O0 "
       "-fprofile-abs-path -c $D/a.cc",
       "clang++"},
      {"qt-creator", "$D/a.cc",
       "/usr/bin/clang++ -Wno-documentation-unknown-command -nostdinc++ -DQT_CORE_LIB -Qunused-arguments -fsyntax-only "
       "-fno-exceptions -x c++ -std=gnu++17 -isystem /usr/include/c++/12 -isystem "
       "/usr/include/x86_64-linux-gnu/c++/12 -fmessage-length=0 -fdiagnostics-show-note-include-stack "
       "-fretain-comments-from-system-headers -fmacro-backtrace-limit=0 -ferror-limit=1000 $D/a.cc",
       "clang++ -std=gnu++17 -nostdinc++ -D QT_CORE_LIB -fno-exceptions -isystem /usr/include/c++/12 -isystem "
       "/usr/include/x86_64-linux-gnu/c++/12",
       cxxSource},
      {"qmake", "$D/a.cc",
       "g++ -c -pipe -O2 -std=gnu++1z -Wall -W -D_REENTRANT -fPIC -DQT_NO_DEBUG -I. -isystem /usr/include/nothing "
       "-I/usr/lib/x86_64-linux-gnu/qt5/mkspecs/linux-g++ -o a.o $D/a.cc",
       "clang++ -std=gnu++1z -D _REENTRANT -fPIC -D QT_NO_DEBUG -I . -isystem /usr/include/nothing -I "
       "/usr/lib/x86_64-linux-gnu/qt5/mkspecs/linux-g++"},
      // Meson, Bazel, autotools with bear, compiledb.
      {"meson", "$D/a.cc",
       "ccache c++ -Ishop.p -I. -I.. -fdiagnostics-color=always -D_FILE_OFFSET_BITS=64 -Wall -Winvalid-pch "
       "-Wnon-virtual-dtor -std=c++17 -O0 -g -pthread -MD -MQ shop.p/a.cc.o -MF shop.p/a.cc.o.d -o shop.p/a.cc.o -c "
       "$D/a.cc",
       "clang++ -std=c++17 -I shop.p -I . -I .. -D _FILE_OFFSET_BITS=64 -pthread"},
      {"meson-pch", "$D/a.cc", "clang++ -include-pch pch/cmake_pch.hxx.pch -c $D/a.cc",
       "clang++ -include pch/cmake_pch.hxx", "int f() { return FROM_PCH; }\n"},
      {"bazel", "$D/a.cc",
       "/usr/bin/gcc -U_FORTIFY_SOURCE -fstack-protector -Wall -Wunused-but-set-parameter -Wno-free-nonheap-object "
       "-fno-omit-frame-pointer -std=c++17 -MD -MF a.d -frandom-seed=a.pic.o -fPIC -iquote . -iquote bazel-out/bin "
       "-isystem external/lib -fno-canonical-system-headers -Wno-builtin-macro-redefined -D__DATE__=\"redacted\" "
       "-D__TIMESTAMP__=\"redacted\" -c $D/a.cc -o a.pic.o",
       "clang -std=c++17 -U _FORTIFY_SOURCE -fPIC -iquote . -iquote bazel-out/bin -isystem external/lib -D "
       "__DATE__=redacted -D __TIMESTAMP__=redacted"},
      {"libtool-with-bear", "$D/a.c",
       "/bin/sh ./libtool --tag=CC --mode=compile gcc -DHAVE_CONFIG_H -I. -std=gnu99 -g -O2 -MT a.lo -MD -MP -MF "
       ".deps/a.Tpo -c -o a.lo $D/a.c",
       "clang -std=gnu99 -D HAVE_CONFIG_H -I .", cSource},
      {"compiledb-make", "$D/a.c",
       "cc -Wp,-MMD,.a.o.d -Wp,-DFROM_WP=2 -nostdlib -fno-strict-aliasing -fno-delete-null-pointer-checks "
       "-fno-allow-store-data-races -fconserve-stack -mpreferred-stack-boundary=3 -mindirect-branch=thunk-extern "
       "--param=allow-store-data-races=0 -c -o a.o a.c",
       "clang -D FROM_WP=2", "int f(void) { return FROM_WP; }\n"},
      {"several-sources", "$D/b.c", "gcc -x c++ a.cc -x none $D/b.c -x c++ c.cc -lm -o app", "clang", cSource},
      {"c-source-of-gxx", "$D/a.c", "g++ -O2 -c $D/a.c", "clang++", "class A {}; int f() { return sizeof(A); }\n"},
      {"response-file", "$D/a.cc", "g++ @flags.rsp -c $D/a.cc", "clang++ -std=c++14 -D FROM_RSP=a b -I $D/include",
       "#define QUOTED(x) #x\n#define TEXT(x) QUOTED(x)\nconst char *f() { return TEXT(FROM_RSP); }\n"},
      // Launchers.
      {"distcc-behind-ccache", "$D/a.cc", "ccache distcc /usr/bin/g++ -DX -c $D/a.cc", "clang++ -D X"},
      {"sccache", "$D/a.cc", "/opt/bin/sccache clang++-15 -DX -c $D/a.cc", "clang++ -D X"},
      {"gomacc", "$D/a.cc", "/goma/gomacc ../../llvm/bin/clang++ -DX -Xclang -add-plugin -Xclang find-bad -c a.cc",
       "clang++ -D X"},
      {"icecc-with-environment", "$D/a.cc", "env CCACHE_PREFIX=icecc LANG=C icecc g++ -DX -c $D/a.cc", "clang++ -D X"},
      // Other compilers.
      {"icc", "$D/a.cc",
       "icpc -xHost -ip -fp-model precise -qopenmp -diag-disable=10441 -no-prec-div -std=c++14 -DX -c $D/a.cc",
       "clang++ -std=c++14 -D X"},
      {"nvcc", "$D/a.cu",
       "nvcc -ccbin g++-12 -DX --expt-relaxed-constexpr -gencode arch=compute_70,code=sm_70 "
       "--generate-code=arch=compute_80,code=[compute_80,sm_80] -Xcompiler=-Wall -std=c++17 -x cu -rdc=true -c $D/a.cu "
       "-o a.o",
       "clang -std=c++17 -D X --cuda-host-only -nocudainc -nocudalib",
       "__global__ void k(int *p) { *p = 1; }\nint f(int *p) { k<<<1, 2>>>(p); return X; }\n"},
      {"zig", "$D/a.cc", "zig c++ -target x86_64-linux-gnu -DX -c $D/a.cc", "clang++ --target=x86_64-linux-gnu -D X"},
      {"flags-from-the-future", "$D/a.cc",
       "g++ -std=c++17 -fno-such-thing=yes -mnew-cpu-trick -march=granite-lake9 -mtune=native --weird -zjunk -c "
       "$D/a.cc",
       "clang++ -std=c++17"},
      {"sanitizers-and-plugins", "$D/a.cc",
       "clang++ -fsanitize=address,undefined -fno-sanitize-recover=all -fplugin=/opt/x.so -fpass-plugin=/opt/y.so "
       "-Xclang -load -Xclang /opt/z.so -save-temps -march=native -ftime-trace -fprofile-use=gone.prof -c $D/a.cc",
       "clang++"},
      // Cross compilers.
      {"arm-bare-metal", "$D/a.cc",
       "/opt/arm/bin/arm-none-eabi-g++ -mcpu=cortex-m4 -mthumb -mfloat-abi=hard -mfpu=fpv4-sp-d16 --specs=nosys.specs "
       "-ffunction-sections -fno-rtti -c $D/a.cc",
       "clang++ --target=arm-none-eabi -fno-rtti",
       cxxSource + "static_assert(sizeof(long) == 4 && sizeof(void *) == 4);\n"},
      {"aarch64", "$D/a.c", "aarch64-linux-gnu-gcc --sysroot=/opt/gone -march=armv8-a+crc -std=gnu11 -c $D/a.c",
       "clang --target=aarch64-linux-gnu -std=gnu11 --sysroot=/opt/gone", cSource},
      {"mingw", "$D/a.cc", "x86_64-w64-mingw32-g++-posix -DUNICODE -mwindows -c $D/a.cc",
       "clang++ --target=x86_64-w64-mingw32 -D UNICODE",
       "#include <stddef.h>\nstatic_assert(sizeof(long) == 4 && "
       "sizeof(void *) == 8);\nint f() {\n#ifdef _WIN32\nreturn 1;\n#endif\n}\n"},
      {"m32", "$D/a.cc", "g++ -m32 -c $D/a.cc", "clang++ -m32", cxxSource + "static_assert(sizeof(long) == 4);\n"},
      {"unknown-target", "$D/a.cc", "clang++ --target=quux-none-elf -DX -c $D/a.cc", "clang++ -D X", cxxSource},
      {"emscripten", "$D/a.cc", "/emsdk/em++ -sUSE_SDL=2 -DX -c $D/a.cc", "clang++ -D X", cxxSource},
      // Microsoft's compiler and what imitates it.
      {"cl-of-cmake", "$D/a.cc",
       "/opt/msvc/bin/x64/cl /nologo /TP -DSHOP /DWIN32 /I$D/include -external:I$D/ext -external:W0 /GR /EHsc /O2 /Ob2 "
       "/MD -std:c++17 /Zc:__cplusplus /FoCMakeFiles/a.obj /FdCMakeFiles/ /FS /utf-8 /permissive- -c $D/a.cc",
       "clang --target=x86_64-pc-windows-msvc -fms-extensions -fms-compatibility -fexceptions -std=c++17 -D SHOP -D "
       "WIN32 -I $D/include -isystem $D/ext",
       "#include <stddef.h>\nstatic_assert(sizeof(long) == 4);\nint f() { try { return _MSC_VER; } catch (...) { "
       "return 0; } }\n"},
      {"clang-cl-pch", "$D/a.cc",
       "clang-cl /Yupch/cmake_pch.hxx /Fpa.pch /FIpch/cmake_pch.hxx /std:c++latest /W4 /c $D/a.cc",
       "clang --target=x86_64-pc-windows-msvc -fms-extensions -fms-compatibility -fexceptions -std=c++23 -include "
       "pch/cmake_pch.hxx",
       "int f() { return FROM_PCH; }\n"},
      {"cl-on-windows", "$D/a.c", "\"C:\\Program Files\\VC\\bin\\cl.exe\" /nologo /DX=1 /IC:\\inc /TC /c a.c",
       "clang --target=x86_64-pc-windows-msvc -fms-extensions -fms-compatibility -fexceptions -D X=1 -I C:\\inc",
       "int f(void) { int class = X; return class; }\n"},
      // Other languages.
      {"objective-c++", "$D/a.mm", "clang++ -x objective-c++ -fobjc-arc -fblocks -framework Cocoa -c $D/a.mm",
       "clang++ -fobjc-arc -fblocks",
       "@interface A\n- (int)b;\n@end\nint f(A *a) { int (^block)(void) = ^{ return [a b]; }; return block(); }\n"},
      {"module-interface", "$D/a.cppm", "clang++ -std=c++20 -fmodule-output=a.pcm -c $D/a.cppm",
       "clang++ -std=c++20 -x c++", "export module a;\nexport int f(int x) { return x; }\n"},
      {"unknown-extension", "$D/a.inc", "g++ -DX -c $D/a.inc", "clang++ -D X -x c++"},
  };
}

class CommandLines : public testing::Test {
protected:
  void SetUp() override {
    std::string name = (fs::temp_directory_path() / "dbrace-lines-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    folder = fs::canonical(name);
    write("pch/cmake_pch.hxx", "#define FROM_PCH 1\n");
    write("pch/cmake_pch.hxx.gch", "gpch: made by another compiler");
    write("pch/cmake_pch.hxx.pch", "CPCH: made by another version");
    write("pch/stdafx.h.gch", "gpch");
    write("src/stdafx.h", "#define FROM_PCH 2\n");
    write("src/unit_a.cpp", "int f(int a) { return a; }\n");
    write("flags.rsp", "-std=c++14 '-DFROM_RSP=a b' @more.rsp\n");
    write("more.rsp", "-I" + folder.string() + "/include\n");
  }
  void TearDown() override { fs::remove_all(folder); }

  void write(const std::string &file, const std::string &content) {
    fs::create_directories((folder / file).parent_path());
    std::ofstream(folder / file) << content;
  }
  std::string placed(std::string text) const {
    for (std::size_t at = text.find("$D"); at != std::string::npos; at = text.find("$D", at))
      text.replace(at, 2, folder.string());
    return text;
  }
  static std::string joined(const std::vector<std::string> &words) {
    std::string line;
    for (const std::string &word : words)
      line += (line.empty() ? "" : " ") + word;
    return line;
  }
  static std::string quoted(const std::string &text) {
    std::string json = "\"";
    for (char c : text)
      json += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return json + "\"";
  }

  fs::path folder;
};

TEST_F(CommandLines, AreTakenBroughtDownAndUsed) {
  std::vector<CommandLine> all = commandLines();
  EXPECT_GE(all.size(), 40u);
  for (const CommandLine &line : all) {
    SCOPED_TRACE(line.name);
    ReadRequest request;
    request.directory = request.root = folder.string();
    request.file = placed(line.file);
    request.models = &apis::builtinModels();
    request.overlay[request.file] = line.source;
    request.command =
        argumentsOfEntry("{\"directory\": " + quoted(folder.string()) + ", \"file\": " + quoted(request.file) +
                         ", \"command\": " + quoted(placed(line.command)) + "}");
    EXPECT_EQ(joined(normalizedCommand(request)), placed(line.flags));
    auto result = readUnit(request);
    if (const auto *failure = std::get_if<ReadFailure>(&result)) {
      ADD_FAILURE() << failure->message;
      continue;
    }
    const auto &unit = std::get<facts::Unit>(result);
    bool found = false;
    for (const facts::Function &function : unit.functions)
      if (unit.strings[function.name] == "f") {
        found = true;
        EXPECT_FALSE(function.hasErrors);
      }
    EXPECT_TRUE(found) << "f was not read";
    for (const facts::ReadError &error : unit.errors)
      ADD_FAILURE() << unit.strings[error.at.file] << ":" << error.at.line << ": " << unit.strings[error.message];
  }
}

}  // namespace
}  // namespace dbrace::cpp
