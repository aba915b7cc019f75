<#
.SYNOPSIS
Runs every exported cmdlet with marked secrets wherever one can stand, and looks for the mark in everything that comes back.

.DESCRIPTION
Writes what the commands show, a line for each place where a secret was found, after one that shows that the search finds what is there, and at the end how many commands ran.

.PARAMETER Module
The module's manifest.

.PARAMETER Url
A sandbox.

.PARAMETER Folder
Where files may be written.
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)]
    [string] $Module,

    [Parameter(Mandatory)]
    [string] $Url,

    [Parameter(Mandatory)]
    [string] $Folder
)

$ErrorActionPreference = 'Continue'
$ProgressPreference = 'SilentlyContinue'
Import-Module $Module -ErrorAction Stop

# A key that works is looked for too, and so are the words that make an address, a profile or the environment secret.
$marks = 'MARKED', 'sandbox-secret-key-of-account-one'
$common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
$keys = @{ AccessKey = 'AKIASANDBOXACCOUNT01'; SecretKey = 'sandbox-secret-key-of-account-one' }
$marked = $Url -replace '://', '://MARKED-name:MARKED-password@'
$profiles = Join-Path ([IO.Path]::GetTempPath()) "profiles-$PID"
@'
[keys]
aws_access_key_id = AKIAMARKEDMARKED0001
aws_secret_access_key = MARKED-secret
aws_session_token = MARKED-token

[process]
credential_process = sh -c "echo MARKED-output; echo Sign in first. >&2; exit 1"

[babble]
credential_process = sh -c "echo MARKED-output"

[chained]
role_arn = arn:aws:iam::111122223333:role/Audit
source_profile = keys
external_id = MARKED-external-id
'@ | Set-Content $profiles
@'
[broken]
aws_secret_access_key = MARKED-secret
MARKED is no line of a profile
'@ | Set-Content "$profiles-broken"

$situations = [ordered] @{
    'keys that work' = $keys + @{ EndpointUrl = $marked }
    'a role' = $keys + @{ EndpointUrl = $marked; RoleArn = 'arn:aws:iam::111122223333:role/Audit'; ExternalId = 'MARKED-external-id' }
    'a role that is refused' = $keys + @{ EndpointUrl = $marked; RoleArn = 'arn:aws:iam::111122223333:role/Missing'; ExternalId = 'MARKED external id' }
    'keys that are unknown' = @{ AccessKey = 'AKIAMARKEDMARKED0001'; SecretKey = 'MARKED-secret'; SessionToken = 'MARKED-token'; EndpointUrl = $marked }
    'keys that are no text of keys' = @{ AccessKey = "MARKED`nkey"; SecretKey = "MARKED`nsecret"; SessionToken = "MARKED`ntoken"; EndpointUrl = $marked }
    'half of a pair of keys' = @{ SecretKey = 'MARKED-secret'; SessionToken = 'MARKED-token' }
    'an object that is no credentials' = @{ Credential = [pscustomobject] @{ SecretKey = 'MARKED-secret' }; EndpointUrl = $marked }
    'an address without a host' = $keys + @{ EndpointUrl = 'http://MARKED:MARKED@no host' }
    'a profile with keys' = @{ ProfileName = 'keys'; ProfileLocation = $profiles; EndpointUrl = $marked }
    'a broken profile' = @{ ProfileName = 'broken'; ProfileLocation = "$profiles-broken"; EndpointUrl = $marked }
    'a process that fails' = @{ ProfileName = 'process'; ProfileLocation = $profiles; EndpointUrl = $marked }
    'a process that gives no keys' = @{ ProfileName = 'babble'; ProfileLocation = $profiles; EndpointUrl = $marked }
    'a chain of profiles' = @{ ProfileName = 'chained'; ProfileLocation = $profiles; EndpointUrl = $marked }
    'the environment' = @{}
    'what the command would do' = $keys + @{ EndpointUrl = $marked; WhatIf = $true }
}

$environment = @{
    AWS_ACCESS_KEY_ID = 'AKIAMARKEDMARKED0001'; AWS_SECRET_ACCESS_KEY = 'MARKED-secret'; AWS_SESSION_TOKEN = 'MARKED-token'; AWS_ENDPOINT_URL = $marked
}

# What a mandatory parameter of this name is given; any other is given by its type.
$values = @{
    Name = 'ops'; TopicArn = 'arn:aws:sns:eu-west-1:111122223333:session-activity'; FunctionArn = 'arn:aws:lambda:eu-west-1:111122223333:function:on-session'
    BucketName = 'audit-logs-kms'; LogGroupName = '/session-manager/encrypted'; IdleSessionTimeout = 5; By = 'UserName'; DocumentVersion = '1'
    InputObject = $null; LiteralPath = "$Folder/given.jsonl"; ReferencePath = "$Folder/given.jsonl"; After = (Get-Date).AddDays(-1)
}
'{"Region":"eu-west-1","SessionId":"a"}' | Set-Content "$Folder/given.jsonl"

function Get-Value($Parameter, [string] $Command) {
    if ($Parameter.Name -eq 'Path') {
        if ($Command -like 'Export-*Report') { return "$Folder/report.csv" } elseif ($Command -like 'Export-*') { return $Folder } else { return "$Folder/given.jsonl" }
    }
    if ($values.ContainsKey($Parameter.Name)) { return $values[$Parameter.Name] }
    $type = $Parameter.ParameterType
    if ($type -eq [switch]) { return $true }
    if ($type -eq [hashtable]) { return @{ key = 'value' } }
    if ($type.IsEnum) { return [Enum]::GetNames($type)[0] }
    if ($type.IsArray -and $type.GetElementType().IsEnum) { return [Enum]::GetNames($type.GetElementType())[0] }
    if ($type -eq [string] -or $type -eq [string[]]) { return 'x' }
    if ($type -eq [int] -or $type -eq [Nullable[int]]) { return 1 }
}

# All that an object shows and holds, and of an error the whole chain; not the parameters that PowerShell itself keeps of each call.
function Get-Text($Item) {
    "$Item"
    if ($Item -is [Management.Automation.InformationalRecord]) { return }
    if ($Item -isnot [Management.Automation.ErrorRecord]) { $Item | ConvertTo-Json -Depth 5 -Compress -WarningAction Ignore; return }

    "$($Item.FullyQualifiedErrorId) $($Item.CategoryInfo) $($Item.TargetObject) $($Item.ScriptStackTrace) $($Item.ErrorDetails.Message) $($Item.ErrorDetails.RecommendedAction)"
    for ($exception = $Item.Exception; $exception; $exception = $exception.InnerException) {
        $exception.ToString()
        foreach ($property in $exception.PSObject.Properties) {
            if ($property.Name -notin 'ErrorRecord', 'TargetSite', 'CommandInvocation', 'InnerException', 'Errors') { $property.Value | ForEach-Object { "$_" } }
        }
    }
}

function Search-Text([string] $Where, [string[]] $Text) {
    foreach ($mark in $marks) {
        foreach ($found in @($Text) -like "*$mark*" | Select-Object -First 1) {
            $start = [Math]::Max(0, $found.IndexOf($mark) - 60)
            $part = $found.Substring($start, [Math]::Min($found.Length - $start, 160)) -replace '\s+', ' ' -replace $mark, '***'
            "Found in $($Where): $part"
        }
    }
}

# What the host shows goes to the output, where the caller looks.
function Invoke-Searched([string] $Name, [hashtable] $Given, [string] $Where) {
    $Error.Clear()
    try { $all = @(if ($Given.ContainsKey('InputObject')) { $Given.Remove('InputObject'); $piped | & $Name @Given *>&1 } else { & $Name @Given *>&1 }) }
    catch { $all = @($_) }
    Search-Text "$Where, streams" @($all | ForEach-Object { Get-Text $_ })
    Search-Text "$Where, `$Error" @($Error | ForEach-Object { Get-Text $_ })
    foreach ($file in [IO.Directory]::GetFiles($Folder, '*', 'AllDirectories') -ne "$Folder/given.jsonl") {
        Search-Text "$Where, the file $file" @([IO.File]::ReadAllText($file))
        [IO.File]::Delete($file)
    }
}

$ran = 0
try {
    $piped = [pscustomobject] @{ AccountId = '111122223333'; Region = 'eu-west-1'; SessionId = 'a'; Complete = 'True'; Name = 'ops' }
    function Show-Secret { [CmdletBinding()] param() Write-Warning 'MARKED'; Write-Error 'MARKED'; Write-Debug 'MARKED' -Debug; [IO.File]::WriteAllText("$Folder/leak.txt", 'MARKED'); [pscustomobject] @{ A = [pscustomobject] @{ B = 'MARKED' } } }
    if (@(Invoke-Searched Show-Secret @{} control).Count -eq 3) { 'What is there is found.' }

    foreach ($command in Get-Command -Module SsmSessionLogging -CommandType Cmdlet) {
        foreach ($situation in $situations.Keys) {
            $connected = $command.Parameters.ContainsKey('AccessKey')
            if (-not $connected -and $situation -ne 'the environment') { continue }
            $sets = @($command.ParameterSets | Where-Object { $_.IsDefault -or $situation -eq 'keys that work' -or $command.ParameterSets.Count -eq 1 })
            foreach ($set in $sets) {
                $given = @{ ErrorAction = 'Continue' }
                if ($connected) { $situations[$situation].Keys | Where-Object { $command.Parameters.ContainsKey($_) } | ForEach-Object { $given[$_] = $situations[$situation][$_] }; $given.Region = 'eu-west-1' }
                $set.Parameters | Where-Object { $_.IsMandatory -or $_.Name -in 'BucketName', 'LogGroupName', 'IdleSessionTimeout' } | ForEach-Object { $given[$_.Name] = Get-Value $_ $command.Name }
                if (-not $connected) { $given.InputObject = $null }
                foreach ($switch in 'PassThru', 'Force', 'Verbose', 'Debug') { if ($switch -in $set.Parameters.Name) { $given[$switch] = $true } }
                if ($situation -eq 'the environment') { $environment.Keys | ForEach-Object { Set-Item "Env:$_" $environment[$_] } }
                try { Invoke-Searched $command.Name $given "$($command.Name) ($($set.Name)) with $situation" }
                finally { $environment.Keys | ForEach-Object { Remove-Item "Env:$_" -ErrorAction Ignore } }
            }
        }
        $ran++
    }
}
finally { Remove-Item $profiles, "$profiles-broken" }
"$ran commands ran."
