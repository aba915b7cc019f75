<#
.SYNOPSIS
Reads what a command gives of every account of an organization into nothing. Prints: objects, seconds, peak megabytes above the first answer, CPU seconds.
#>
param([string] $Module, [string] $Url, [string] $Command, [string] $Regions)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$connection = @{ AccessKey = 'AKIASANDBOXACCOUNT01'; SecretKey = 'sandbox-secret-key-of-account-one'; EndpointUrl = $Url }
$role = @{ RoleArn = 'arn:aws:iam::{AccountId}:role/Audit' }
$report = @{}
if ($Command -eq 'Get-SsmSessionReport') { $report = @{ SkipLogStatus = $true; IncludeCoverage = $true } }

# The first answer loads and compiles what there is.
& $Command @connection @report -Region eu-west-3 | Out-Null
[GC]::Collect()
$process = Get-Process -Id $PID
$before = $process.WorkingSet64
$cpu = $process.TotalProcessorTime
$clock = [Diagnostics.Stopwatch]::StartNew()
$count = 0
& $Command @connection @role @report -AccountId 7* -Region $Regions.Split(',') | ForEach-Object { $count++ }
$seconds = $clock.Elapsed.TotalSeconds
$process.Refresh()
[string]::Format([Globalization.CultureInfo]::InvariantCulture, '{0} {1:0.000} {2:0.0} {3:0.00}',
    $count, $seconds, (($process.PeakWorkingSet64 - $before) / 1MB), ($process.TotalProcessorTime - $cpu).TotalSeconds)
