<#
.SYNOPSIS
Builds, tests, demonstrates, times or cleans SsmSessionLogging.

.DESCRIPTION
Runs unchanged in PowerShell 7, in Windows PowerShell 5.1 and, where neither is installed, by
dotnet run --project src/PowerShellHost -- build.ps1 Demo
That host brings no cmdlets beside the engine's own, so this script uses the language and .NET alone.

.PARAMETER Task
Build: builds everything and lays out the module in out/SsmSessionLogging and the sandbox in out/Sandbox.
Test: builds and runs all tests, then the specs once more with Pester where Pester 5.7 or later is installed.
Demo: builds what is not up to date and walks through the module against the sandbox. No AWS account is touched.
Bench: builds what is not up to date and times the session report beside the AWS CLI, where it is installed, and a plain loop on the AWS SDK. Takes minutes.
Clean: removes all that was built.

.EXAMPLE
./build.ps1 Test

.EXAMPLE
dotnet run --project src/PowerShellHost -- build.ps1 Demo
#>
[CmdletBinding()]
param(
    [Parameter(Position = 0)]
    [ValidateSet('Build', 'Test', 'Demo', 'Bench', 'Clean')]
    [string] $Task = 'Build'
)

$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false

$oldestPester = [version] '5.7.0'
$solution = [IO.Path]::Combine($PSScriptRoot, 'SessionLogging.sln')
$output = [IO.Path]::Combine($PSScriptRoot, 'out')

function Write-Step([string] $Text) {
    $Host.UI.WriteLine("== $Text")
}

function Invoke-Program([string] $Program, [string[]] $Arguments, [string] $Purpose) {
    & $Program @Arguments | Out-Host
    if ($LASTEXITCODE -ne 0) { throw "$Purpose failed (exit code $LASTEXITCODE): see the lines above." }
}

function Invoke-DotNet([string[]] $Arguments, [string] $Purpose) {
    if (-not (Get-Command dotnet -CommandType Application -ErrorAction Ignore)) {
        throw 'The dotnet command is not on PATH. Install the .NET 10 SDK from https://dot.net and open a new terminal.'
    }

    Invoke-Program dotnet $Arguments $Purpose
}

function Test-IsPowerShellHost {
    $Host.Name -eq 'PowerShellHost'
}

# A child of the same engine, because an imported assembly stays loaded, and on Windows locked, until its process ends.
function Invoke-ThisEngine([string[]] $Arguments, [string] $Purpose) {
    $program = [Diagnostics.Process]::GetCurrentProcess().MainModule.FileName
    $command = @('-NoProfile', '-ExecutionPolicy', 'Bypass') + $Arguments
    if ([IO.Path]::GetFileNameWithoutExtension($program) -eq 'dotnet') {
        $command = @([Reflection.Assembly]::GetEntryAssembly().Location) + $command
    }

    Invoke-Program $program $command $Purpose
}

function Invoke-Build {
    Invoke-DotNet @('build', $solution, '-c', 'Release', '-nologo') 'Building'
}

function Invoke-Specs {
    if (Test-IsPowerShellHost) {
        Write-Step 'Not run: the specs with Pester, which needs pwsh or powershell.exe. The tests above ran the same specs.'
        return
    }

    $pester = Get-Module -ListAvailable Pester | Where-Object { $_.Version -ge $oldestPester }
    if (-not $pester) {
        Write-Step "Not run: the specs with Pester, of which $oldestPester or later is not installed. The tests above ran the same specs."
        return
    }

    Write-Step 'The specs with Pester'
    $specs = [IO.Path]::Combine($PSScriptRoot, 'tests', 'specs').Replace("'", "''")
    $text = "Import-Module Pester -MinimumVersion $oldestPester; `$run = New-PesterConfiguration; `$run.Run.Path = '$specs'; " +
        "`$run.Run.Exit = `$true; `$run.Output.Verbosity = 'Detailed'; Invoke-Pester -Configuration `$run"
    Invoke-ThisEngine @('-Command', $text) 'Running the specs with Pester'
}

function Invoke-Test {
    Write-Step 'The tests with dotnet test, the specs among them'
    Invoke-DotNet @('test', $solution, '-c', 'Release', '-nologo') 'Testing'
    Invoke-Specs
}

function Invoke-Demo {
    Write-Step 'Building what is not up to date'
    Invoke-DotNet @('build', $solution, '-c', 'Release', '-nologo', '-verbosity:quiet') 'Building'
    Invoke-ThisEngine @('-File', [IO.Path]::Combine($output, 'Sandbox', 'Demo', 'Demo.ps1')) 'The demo'
}

function Invoke-Bench {
    Write-Step 'Building what is not up to date'
    Invoke-DotNet @('build', $solution, '-c', 'Release', '-nologo', '-verbosity:quiet') 'Building'
    Write-Step 'Timing: one table, a few minutes'
    Invoke-DotNet @([IO.Path]::Combine($PSScriptRoot, 'tests', 'Benchmarks', 'bin', 'Release', 'net10.0', 'SessionLogging.Benchmarks.dll')) 'The benchmark'
}

function Get-BuiltFolder {
    $output
    [IO.Path]::Combine($PSScriptRoot, 'TestResults')
    $projects = @([IO.Path]::Combine($PSScriptRoot, 'module'))
    foreach ($parent in 'src', 'tests') { $projects += [IO.Directory]::GetDirectories([IO.Path]::Combine($PSScriptRoot, $parent)) }
    foreach ($project in $projects) {
        foreach ($built in 'bin', 'obj', 'TestResults') { [IO.Path]::Combine($project, $built) }
    }
}

function Invoke-Clean {
    $running = [AppDomain]::CurrentDomain.BaseDirectory
    foreach ($folder in Get-BuiltFolder) {
        if (-not [IO.Directory]::Exists($folder)) { continue }

        $name = $folder.Substring($PSScriptRoot.Length + 1)
        if ($running.StartsWith($folder + [IO.Path]::DirectorySeparatorChar)) {
            Write-Step "Kept: $name, from which this host runs"
            continue
        }

        [IO.Directory]::Delete($folder, $true)
        Write-Step "Removed: $name"
    }
}

try {
    & "Invoke-$Task"
}
catch {
    $Host.UI.WriteErrorLine("build.ps1 $Task failed. $($_.Exception.Message)")
    exit 1
}
