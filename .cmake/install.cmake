# What `cmake --install` puts where. ./dev install brings LibTorch and Arrow to lib/lepton, too; without them programs find
# those that they were built with.
set(beside "lib/lepton") # not lib/<machine>: the engine looks for its CUDA part there
foreach(program IN ITEMS lepton lepton-studio)
  if(TARGET ${program})
    set_target_properties(${program} PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON
      INSTALL_RPATH "$ORIGIN/../${beside}/torch/lib;$ORIGIN/../${beside}/nvidia/cu13/lib;$ORIGIN/../${beside}/pyarrow")
    install(TARGETS ${program} RUNTIME DESTINATION bin)
  endif()
endforeach()
if(TARGET lepton_cuda)
  set_target_properties(lepton_cuda PROPERTIES INSTALL_RPATH_USE_LINK_PATH ON INSTALL_RPATH "$ORIGIN/torch/lib;$ORIGIN/nvidia/cu13/lib")
  install(TARGETS lepton_cuda LIBRARY DESTINATION ${beside})
endif()
install(DIRECTORY "${PROJECT_SOURCE_DIR}/resources/" DESTINATION share/lepton PATTERN "desktop" EXCLUDE)
install(FILES LICENSE LICENSE-APACHE-2.0 LICENSE-GPL-3.0 DESTINATION share/doc/lepton)

if(TARGET lepton-studio)
  set(desktop "${PROJECT_SOURCE_DIR}/resources/desktop")
  install(FILES "${desktop}/lepton-studio.svg" DESTINATION share/icons/hicolor/scalable/apps)
  install(FILES "${desktop}/lepton-studio.svg" DESTINATION share/icons/hicolor/scalable/mimetypes RENAME application-x-lepton.svg)
  install(FILES "${desktop}/lepton-studio.xml" DESTINATION share/mime/packages)
  # A desktop need not have the folder of the programs on its path: the entry says where they are, known only now.
  install(CODE "set(source \"${desktop}/lepton-studio.desktop.in\")\nset(made \"${PROJECT_BINARY_DIR}/lepton-studio.desktop\")")
  install(CODE [[
    set(executable "${CMAKE_INSTALL_PREFIX}/bin/lepton-studio")
    set(program "${executable}")
    if(executable MATCHES "[^A-Za-z0-9_./+-]") # quoted as the entry's specification says
      string(REGEX REPLACE "([\"`$\\\\])" "\\\\\\\\\\1" program "${executable}")
      string(REPLACE "%" "%%" program "\"${program}\"")
    endif()
    configure_file("${source}" "${made}" @ONLY)
    file(INSTALL "${made}" DESTINATION "${CMAKE_INSTALL_PREFIX}/share/applications")
  ]])
endif()
