<#
.SYNOPSIS
Walks through SsmSessionLogging: each command, then what it really answers.

.PARAMETER OutputPath
The folder that build.ps1 lays out, with SsmSessionLogging and Sandbox in it.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $OutputPath
)

$ErrorActionPreference = 'Stop'

function Show([scriptblock] $Command) {
    $Host.UI.WriteLine("PS> $($Command.ToString().Trim())")
    & $Command | Out-Host
    $Host.UI.WriteLine()
}

Import-Module ([IO.Path]::Combine($OutputPath, 'SsmSessionLogging', 'SsmSessionLogging.psd1'))

Show { Get-Command -Module SsmSessionLogging }
