<#
.SYNOPSIS
Asks PowerShell for the help of every exported cmdlet, then runs the examples, each in a folder and against a sandbox of its own.

.DESCRIPTION
What the examples print goes to the output as a person would see it, each behind a line with its number; everything else is written to the report.

.PARAMETER Module
The module's manifest.

.PARAMETER Examples
A JSON file: for each example its Command and its Folder.

.PARAMETER Port
Where a fresh sandbox can be asked for.

.PARAMETER Report
The JSON file that is written.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Module,

    [Parameter(Mandatory)]
    [string] $Examples,

    [Parameter(Mandatory)]
    [int] $Port,

    [Parameter(Mandatory)]
    [string] $Report
)

$ErrorActionPreference = 'Stop'
$ProgressPreference = 'SilentlyContinue'

# A person's culture: in the invariant one, which a process without a locale has, PowerShell breaks lines within words.
[Globalization.CultureInfo]::CurrentCulture = 'en-US'
Import-Module $Module

# The answer comes when the new sandbox listens at the address that the last one had.
function Request-Sandbox {
    $client = New-Object Net.Sockets.TcpClient '127.0.0.1', $Port
    try { $null = $client.GetStream().ReadByte() }
    finally { $client.Dispose() }
}

# What an example finds there beside what the sandbox holds.
function Initialize-Example([string] $Command) {
    $quiet = @{ WarningAction = 'SilentlyContinue' }
    if ($Command -match '-SsmSessionAction' -and $Command -notmatch '^Register-') {
        Register-SsmSessionAction notify-ops -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity -Event Start -Region eu-west-1 @quiet
        Register-SsmSessionAction notify-audit -FunctionArn arn:aws:lambda:eu-west-1:111122223333:function:on-session:live -Denied -Disabled -Region eu-west-1 @quiet
    }
    if ($Command -match '\./preferences') {
        Export-SsmLoggingPreference -Path ./preferences -Region eu-west-1, us-east-1
    }
    if ($Command -match '^Test-SsmSessionLogArchive') {
        $null = Get-SsmSessionReport -Region eu-west-1 | Save-SsmSessionLog ./evidence -SigningKeyId alias/evidence -Region eu-west-1
    }
    if ($Command -match 'Status -in Fail, Unknown') {
        Set-Content ./evidence/planted.log 'x'
    }
    if ($Command -match '-Path \./history') {
        Get-SsmSessionReport -CheckLog -Region eu-west-1 | Export-SsmSessionReport ./history.jsonl
    }
}

$cmdlets = foreach ($command in Get-Command -Module SsmSessionLogging -CommandType Cmdlet) {
    $help = Get-Help $command.Name -Full
    [pscustomobject] @{
        Name        = $command.Name
        Synopsis    = $help.Synopsis
        Description = @($help.description | ForEach-Object { $_.Text })
        Parameters  = @(Get-Help $command.Name -Parameter * | ForEach-Object {
                [pscustomobject] @{ Name = $_.name; Description = @($_.description | ForEach-Object { $_.Text }); Type = $_.type.name }
            })
        Inputs      = @($help.inputTypes.inputType | ForEach-Object { $_.type.name })
        Outputs     = @($help.returnValues.returnValue | ForEach-Object { $_.type.name })
        Examples    = @($help.examples.example | ForEach-Object { $_.title })
        Links       = @($help.relatedLinks.navigationLink | ForEach-Object { if ($_.uri) { $_.uri } else { $_.linkText } })
        Notes       = @($help.alertSet.alert | ForEach-Object { $_.Text })
        Text        = $help | Out-String -Width 100
        Shown       = Get-Help $command.Name -Examples | Out-String -Width 100
    }
}
$topics = foreach ($file in Get-ChildItem (Join-Path (Split-Path $Module) 'en-US') -Filter about_*.help.txt) {
    $name = $file.Name -replace '\.help\.txt$'
    [pscustomobject] @{ Name = $name; Text = Get-Help $name | Out-String -Width 100 }
}
[pscustomobject] @{ Cmdlets = @($cmdlets); Topics = @($topics) } | ConvertTo-Json -Depth 5 | Set-Content $Report -Encoding utf8

$number = 0
foreach ($example in Get-Content $Examples -Raw | ConvertFrom-Json) {
    Request-Sandbox
    Set-Location $example.Folder
    Initialize-Example $example.Command
    [Console]::WriteLine("### $number")
    $ErrorActionPreference = 'Continue'
    try { Invoke-Expression $example.Command | Out-Default }
    catch { [Console]::Error.WriteLine("Example $number ended: $_") }
    $ErrorActionPreference = 'Stop'
    $number++
}
[Console]::WriteLine("### $number")
