// Precompiled for the tests: what most of them include by themselves.
#pragma once

#include <gtest/gtest.h>

#include <atomic>
#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

#include "kernel/pch.hpp"
