# lepton_options: what every target of ours is compiled with. Third-party headers are SYSTEM, so warnings are ours alone.
add_library(lepton_options INTERFACE)
target_include_directories(lepton_options INTERFACE "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}/generated")
target_compile_options(lepton_options INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-Wall;-Wextra;-Wpedantic;-Wconversion;-Werror>
  # Between sources that are compiled as one, a name of one file is seen in the next: no shadow is meant.
  $<$<AND:$<COMPILE_LANGUAGE:CXX>,$<NOT:$<BOOL:${LEPTON_UNITY}>>>:-Wshadow>
  # Designated initializers leave the rest at their defaults on purpose.
  $<$<COMPILE_LANGUAGE:CXX>:-Wno-missing-field-initializers>
  # gcc finds a precompiled header again through the compiler cache only with this.
  $<$<COMPILE_LANG_AND_ID:CXX,GNU>:-fpch-preprocess>)
if(LEPTON_SANITIZE)
  target_compile_options(lepton_options INTERFACE
    $<$<COMPILE_LANGUAGE:CXX>:-fsanitize=${LEPTON_SANITIZE};-fno-omit-frame-pointer;-fno-sanitize-recover=undefined>)
  target_link_options(lepton_options INTERFACE -fsanitize=${LEPTON_SANITIZE})
endif()
