<#
.SYNOPSIS
Changes the documents of a CSV file, and keeps receipts. Prints the seconds that it took.
#>
param([string] $Module, [string] $Url, [string] $Rows, [string] $Receipts, [switch] $Resume)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module
$connection = @{ AccessKey = 'AKIASANDBOXACCOUNT01'; SecretKey = 'sandbox-secret-key-of-account-one'; EndpointUrl = $Url }
$goOn = if ($Resume) { @{ ResumeFrom = $Receipts } } else { @{ } }
$clock = [Diagnostics.Stopwatch]::StartNew()
Import-Csv $Rows | Set-SsmS3Logging audit-logs -KeyPrefix rolled @connection @goOn -ReceiptPath $Receipts -WarningAction Ignore
$clock.Elapsed.TotalSeconds.ToString('0.0', [Globalization.CultureInfo]::InvariantCulture)
