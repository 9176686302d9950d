# What makes building fast: an optimised default, a compiler cache that works across checkouts, a quick linker.
if(NOT CMAKE_BUILD_TYPE AND NOT CMAKE_CONFIGURATION_TYPES)
  set(CMAKE_BUILD_TYPE Release CACHE STRING "Debug or Release" FORCE)
endif()
set(CMAKE_CXX_FLAGS_RELEASE "-O2" CACHE STRING "Flags of a release build")
# Line tables are enough for a readable backtrace and half as heavy as full debug information.
set(CMAKE_CXX_FLAGS_DEBUG "-O0 -g1 -D_GLIBCXX_ASSERTIONS" CACHE STRING "Flags of a debug build")

# Half of the compiler's time goes into what all sources share: several are compiled as one, unless somebody works on them.
if(NOT CMAKE_BUILD_TYPE STREQUAL "Debug" OR LEPTON_SANITIZE)
  set(CMAKE_UNITY_BUILD_BATCH_SIZE 12)
  set(LEPTON_UNITY ON)
endif()

find_program(LEPTON_CCACHE ccache)
if(LEPTON_CCACHE AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
  set(CMAKE_CXX_COMPILER_LAUNCHER
      env CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime
      CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${LEPTON_CCACHE}
      CACHE STRING "Runs before the compiler")
endif()

find_program(LEPTON_MOLD mold)
if(LEPTON_MOLD)
  add_link_options(-fuse-ld=mold)
endif()
