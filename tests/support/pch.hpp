// Precompiled for the tests: what most of them include by themselves.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "src/pch.hpp"
