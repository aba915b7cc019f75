<#
.SYNOPSIS
Saves the logs of sessions and checks the archive; prints: logs, seconds of the saving, peak megabytes above the first answer, CPU seconds.
#>
param([string] $Module, [string] $Url, [string] $Records, [string] $Destination)

$ErrorActionPreference = 'Stop'
Import-Module $Module
$connection = @{ AccessKey = 'AKIASANDBOXACCOUNT01'; SecretKey = 'sandbox-secret-key-of-account-one'; EndpointUrl = $Url }
$sessions = Get-SsmSessionReport -Path $Records

# The first logs load and compile what there is.
$sessions | Select-Object -First 200 | Save-SsmSessionLog "$Destination.first" @connection | Out-Null
[GC]::Collect()
$process = Get-Process -Id $PID
$before = $process.WorkingSet64
$cpu = $process.TotalProcessorTime
$clock = [Diagnostics.Stopwatch]::StartNew()
$save = $sessions | Save-SsmSessionLog $Destination @connection
$seconds = $clock.Elapsed.TotalSeconds
$process.Refresh()
$peak = ($process.PeakWorkingSet64 - $before) / 1MB
$used = ($process.TotalProcessorTime - $cpu).TotalSeconds
if (-not (Test-SsmSessionLogArchive $Destination -ManifestHash $save.ManifestHash -Quiet @connection)) { throw 'The archive is not as it was saved.' }
[string]::Format([Globalization.CultureInfo]::InvariantCulture, '{0} {1:0.000} {2:0.0} {3:0.00}', ($save.Saved + $save.Kept), $seconds, $peak, $used)
