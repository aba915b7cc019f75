<#
.SYNOPSIS
Reads a report into Out-Null and prints: sessions, seconds, peak megabytes above the first answer, CPU seconds.
#>
param([string] $Module, [string] $Url, [string] $Regions, [double] $MaxCallsPerSecond, [string] $LogStatus)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$connection = @{ AccessKey = 'AKIASANDBOXACCOUNT01'; SecretKey = 'sandbox-secret-key-of-account-one'; EndpointUrl = $Url }
$report = @{ MaxCallsPerSecond = $MaxCallsPerSecond; State = 'History'; SkipLogStatus = ($LogStatus -eq 'LeftOut'); Region = $Regions.Split(',') }

# The first answer loads and compiles what there is, in a Region without sessions.
Get-SsmSessionReport @connection -Region eu-west-3 | Out-Null
[GC]::Collect()
$process = Get-Process -Id $PID
$before = $process.WorkingSet64
$cpu = $process.TotalProcessorTime
$clock = [Diagnostics.Stopwatch]::StartNew()
$lines = & { Get-SsmSessionReport @connection @report -Verbose | Out-Null } 4>&1
$seconds = $clock.Elapsed.TotalSeconds
$covered = 0
foreach ($line in $lines) { if ("$line" -match ': (\d+) sessions, \d+ calls') { $covered += [long] $Matches[1] } }
$process.Refresh()
$peak = ($process.PeakWorkingSet64 - $before) / 1MB
[string]::Format([Globalization.CultureInfo]::InvariantCulture, '{0} {1:0.000} {2:0.0} {3:0.00}',
    $covered, $seconds, $peak, ($process.TotalProcessorTime - $cpu).TotalSeconds)
