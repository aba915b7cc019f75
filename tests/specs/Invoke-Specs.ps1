<#
.SYNOPSIS
Runs specs with Pester. The exit code is the number of failures.

.PARAMETER Pester
The manifest of Pester 6.

.PARAMETER Path
A folder of specs, or one file.

.PARAMETER Report
The file in which the results are to stand as JUnit XML.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Pester,

    [string] $Path = $PSScriptRoot,

    [string] $Report
)

$ErrorActionPreference = 'Stop'
Import-Module $Pester

$configuration = New-PesterConfiguration
$configuration.Run.Path = $Path
$configuration.Run.Exit = $true
if ($Report) {
    $configuration.TestResult.Enabled = $true
    $configuration.TestResult.OutputFormat = 'JUnitXml'
    $configuration.TestResult.OutputPath = $Report
}

Invoke-Pester -Configuration $configuration
