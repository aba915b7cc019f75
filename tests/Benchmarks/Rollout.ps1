<#
.SYNOPSIS
Changes the preferences of every account of an organization in Regions, and keeps receipts. Prints the seconds that it took, and those of the processor.
#>
param([string] $Module, [string] $Url, [string] $Regions, [string] $Receipts, [switch] $Resume)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$connection = @{ AccessKey = 'AKIASANDBOXACCOUNT01'; SecretKey = 'sandbox-secret-key-of-account-one'; EndpointUrl = $Url }
$goOn = if ($Resume) { @{ ResumeFrom = $Receipts } } else { @{ } }
$clock = [Diagnostics.Stopwatch]::StartNew()
Set-SsmS3Logging audit-logs -KeyPrefix rolled @connection -RoleArn 'arn:aws:iam::{AccountId}:role/Audit' -AccountId 7* -Region $Regions.Split(',') -Force @goOn -ReceiptPath $Receipts -WarningAction Ignore
[string]::Format([Globalization.CultureInfo]::InvariantCulture, '{0:0.0} s, with {1:0.0}', $clock.Elapsed.TotalSeconds, (Get-Process -Id $PID).TotalProcessorTime.TotalSeconds)
