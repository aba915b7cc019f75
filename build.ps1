<#
.SYNOPSIS
Builds, tests, demonstrates, documents, times or cleans SsmSessionLogging.

.DESCRIPTION
Runs in PowerShell 7 and in Windows PowerShell 5.1. Where neither is installed, the .NET SDK brings PowerShell 7 along:
dotnet tool exec powershell build.ps1 Demo

.PARAMETER Task
Build: builds everything and lays out the module in out/SsmSessionLogging and the sandbox in out/Sandbox.
Test: builds and runs all tests, the specs among them; in Windows PowerShell the specs once more there.
Demo: builds what is not up to date and walks through the module against the sandbox. No AWS account is touched.
Docs: runs the examples of the help against the sandbox, records what they print, and writes docs/en-US anew.
Bench: builds what is not up to date and times the session report beside the AWS CLI, where it is installed, and a plain loop on the AWS SDK. Takes minutes.
Clean: removes all that was built.

.EXAMPLE
./build.ps1 Test

.EXAMPLE
dotnet tool exec powershell build.ps1 Demo
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Docs', 'Bench', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$solution = Join-Path $PSScriptRoot 'SessionLogging.sln'
$module = Join-Path $PSScriptRoot 'module'

function Write-Step([string] $Text) {
    Write-Host "== $Text"
}

function Invoke-DotNet([string[]] $Arguments, [string] $Purpose) {
    if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
        throw 'The dotnet command is not on PATH. Install the .NET 10 SDK from https://dot.net and open a new terminal.'
    }

    & dotnet @Arguments
    if ($LASTEXITCODE -ne 0) { throw "$Purpose failed (exit code $LASTEXITCODE): see the lines above." }
}

# A child of the same PowerShell, because an imported assembly stays loaded, and on Windows locked, until its process ends.
function Invoke-Script([string[]] $Arguments, [string] $Purpose) {
    $program = (Get-Process -Id $PID).Path
    $command = @('-NoProfile', '-ExecutionPolicy', 'Bypass', '-File') + $Arguments
    if ((Split-Path $program -Leaf) -like 'dotnet*') { $command = @(Join-Path $PSHOME 'pwsh.dll') + $command }

    & $program @command
    if ($LASTEXITCODE -ne 0) { throw "$Purpose failed (exit code $LASTEXITCODE): see the lines above." }
}

function Invoke-Build {
    Invoke-DotNet 'build', $solution, '-c', 'Release', '-nologo' 'Building'
}

function Invoke-Test {
    Write-Step 'The tests, the specs among them'
    Invoke-DotNet 'test', $solution, '-c', 'Release', '-nologo' 'Testing'
    if ($PSVersionTable.PSVersion.Major -gt 5) { return }

    Write-Step 'The specs in Windows PowerShell'
    $pester = & dotnet msbuild (Join-Path $PSScriptRoot 'tests/SsmSessionLogging.Tests') -getProperty:Pester
    Invoke-Script (Join-Path $PSScriptRoot 'tests/specs/Invoke-Specs.ps1'), '-Pester', $pester 'Running the specs'
}

function Invoke-Demo {
    Write-Step 'Building what is not up to date'
    Invoke-DotNet 'build', $module, '-c', 'Release', '-nologo', '-verbosity:quiet' 'Building'
    Invoke-Script (Join-Path $PSScriptRoot 'out/Sandbox/Demo/Demo.ps1') 'The demo'
}

function Invoke-Docs {
    Write-Step 'Recording what the examples print'
    $env:SSM_SESSION_LOGGING_RECORD_EXAMPLES = '1'
    try { Invoke-DotNet 'test', (Join-Path $PSScriptRoot 'tests/SsmSessionLogging.Tests'), '-c', 'Release', '-nologo', '--filter', 'FullyQualifiedName~HelpTests' 'Running the examples' }
    finally { Remove-Item Env:SSM_SESSION_LOGGING_RECORD_EXAMPLES }

    Write-Step 'Writing docs/en-US'
    Invoke-DotNet 'build', $module, '-c', 'Release', '-nologo', '-verbosity:quiet', '-target:Docs' 'Writing the pages'
}

function Invoke-Bench {
    Write-Step 'Building what is not up to date, then timing: one table, a few minutes'
    Invoke-DotNet 'run', '--project', (Join-Path $PSScriptRoot 'tests/Benchmarks'), '-c', 'Release' 'The benchmark'
}

function Invoke-Clean {
    $root = [WildcardPattern]::Escape($PSScriptRoot)
    $built = 'out', 'TestResults', 'module/bin', 'module/obj', 'src/*/bin', 'src/*/obj', 'tests/*/bin', 'tests/*/obj', 'tests/*/TestResults'
    foreach ($folder in $built | ForEach-Object { Get-Item (Join-Path $root $_) -ErrorAction Ignore }) {
        Remove-Item -LiteralPath $folder.FullName -Recurse -Force
        Write-Step "Removed: $($folder.FullName.Substring($PSScriptRoot.Length + 1))"
    }
}

try {
    & "Invoke-$Task"
}
catch {
    $Host.UI.WriteErrorLine("build.ps1 $Task failed. $($_.Exception.Message)")
    exit 1
}
