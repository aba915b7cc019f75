<#
.SYNOPSIS
Walks a newcomer through SsmSessionLogging against the sandbox: each command, then what it really answers.

.DESCRIPTION
Runs from out/Sandbox/Demo, beside the module in out/SsmSessionLogging, in PowerShell 7 or Windows PowerShell 5.1.
No AWS account is touched: the sandbox is an AWS account in one process on this machine.
#>
[CmdletBinding()]
param()

$ErrorActionPreference = 'Stop'

function Say([string] $Text) {
    Write-Host "`n# $Text"
}

# Prints the command, then runs it. An error is part of the show.
function Show([scriptblock] $Command) {
    Write-Host "`nPS> $($Command.ToString().Trim())"
    try { & $Command | Out-Host }
    catch { $Host.UI.WriteErrorLine("$($_.FullyQualifiedErrorId.Split(',')[0]): $_") }
}

function Start-Sandbox([string] $Program, [string] $Options) {
    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', "`"$Program`" --port 0 --parent $PID $Options")
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    [Diagnostics.Process]::Start($start)
}

$sandboxFolder = Split-Path $PSScriptRoot
$output = Split-Path $sandboxFolder
$documents = Join-Path $PSScriptRoot 'documents'
$recorded = Join-Path $PSScriptRoot 'maria-070fc78b52d69a5e0.log'
$module = Join-Path $output 'SsmSessionLogging/SsmSessionLogging.psd1'
$page = Join-Path $output 'session-report.html'
$evidence = Join-Path ([IO.Path]::GetTempPath()) "SsmSessionLogging-evidence-$([Guid]::NewGuid().ToString('N'))"
$exports = Join-Path ([IO.Path]::GetTempPath()) "SsmSessionLogging-demo-$([Guid]::NewGuid().ToString('N'))"

$program = Join-Path $sandboxFolder 'SessionLogging.Sandbox.dll'
$sandbox = Start-Sandbox $program "--documents `"$documents`""
$busy = Start-Sandbox $program '--sessions 2000'
try {
    $url = $sandbox.StandardOutput.ReadLine()
    Import-Module $module

    # The sandbox's first account; a real session has its profile or role instead.
    $PSDefaultParameterValues = @{
        '*-Ssm*:AccessKey'   = 'AKIASANDBOXACCOUNT01'
        '*-Ssm*:SecretKey'   = 'sandbox-secret-key-of-account-one'
        '*-Ssm*:EndpointUrl' = $url
    }
    $StoredAWSRegion = 'eu-west-1'
    Write-Host "The sandbox answers at $url."

    Say 'Nothing is set up yet: sessions run without logs.'
    Show { Get-SsmLoggingPreference -Region eu-west-1, us-east-1 }

    Say 'Send the logs to S3. First what would happen, then for real.'
    Show { Set-SsmS3Logging -BucketName audit-logs -KeyPrefix sessions -WhatIf }
    Show { Set-SsmS3Logging -BucketName audit-logs -KeyPrefix sessions -PassThru }
    Show { Get-SsmLoggingPreference -Region eu-west-1, us-east-1 }

    Say 'Stream them to CloudWatch Logs as well.'
    Show { Enable-SsmCloudWatchStreaming -LogGroupName /session-manager/encrypted -PassThru }

    Say 'A change that would lock everybody out is refused: the agent does not take DSSE-KMS for encryption.'
    Show { Set-SsmS3Logging -BucketName audit-logs-dsse }
    Show { Set-SsmS3Logging -BucketName audit-logs-dsse -WhatIf }

    Say 'So is one that would lose every log in silence.'
    Show { Set-SsmCloudWatchLogging -LogGroupName /no/such/group -AllowUnencrypted }

    Say 'What is there to log to, and what is it good for?'
    Show { Get-SsmLoggingDestination }

    Say 'Two Regions, and in what they deviate.'
    Show { Set-SsmS3Logging -BucketName audit-logs-us -KeyPrefix sessions -Region us-east-1 -WarningAction SilentlyContinue }
    Show { Get-SsmLoggingPreference -Region us-east-1 | Compare-SsmLoggingPreference -ReferenceObject (Get-SsmLoggingPreference) }

    Say 'Every change made a version. Bring the first one back: a rollback is one pipeline.'
    Show { Set-SsmLoggingPreference -IdleSessionTimeout 30 -MaxSessionDuration 480 }
    Show { Get-SsmLoggingPreference -AllVersions }
    Show { Get-SsmLoggingPreference -DocumentVersion 1 | Set-SsmLoggingPreference -WarningAction SilentlyContinue -PassThru }
    Show { Get-SsmLoggingPreference }

    Say 'Keep the documents in version control.'
    Show { Export-SsmLoggingPreference -Path $exports -Region eu-west-1, us-east-1 -PassThru | ForEach-Object { $_.Name } }

    Say 'Documents found in public repositories: one setting of each is changed, and every other byte stays.'
    foreach ($name in (Get-ChildItem $documents -Filter *.json | Sort-Object Name).BaseName) {
        $before = (Get-SsmLoggingPreference -DocumentName $name).Document
        $receipt = Set-SsmLoggingPreference -DocumentName $name -MaxSessionDuration 90 -PassThru -WarningAction SilentlyContinue
        $after = $receipt.Preference.Document

        # What the two texts share at both ends is what was not touched.
        $head = 0
        while ($head -lt $before.Length -and $before[$head] -ceq $after[$head]) { $head++ }
        $tail = 0
        while ($tail -lt $before.Length - $head -and $before[$before.Length - 1 - $tail] -ceq $after[$after.Length - 1 - $tail]) { $tail++ }
        Write-Host ('{0,-40} {1,4} of {2,4} characters kept; put in: {3}' -f
                $name, ($head + $tail), $before.Length, ($after.Substring($head, $after.Length - $head - $tail).Trim() -replace '\s+', ' '))
    }

    $url = $busy.StandardOutput.ReadLine()
    $PSDefaultParameterValues['*-Ssm*:EndpointUrl'] = $url
    Write-Host "`nAnother account, at ${url}: its preferences are 90 days old, and 2,000 sessions were started in the last 30 in each of two Regions."

    Say 'Who is on a node right now?'
    Show { Get-SsmSessionReport -State Active -ResolveTarget }

    Say 'Every session of 30 days in two Regions, and what became of its log: looked for, not guessed.'
    Show { Get-SsmSessionReport -CheckLog -Region eu-west-1, us-east-1 | Measure-SsmSession -By LogStatus }

    Say 'Why has this session no log in S3?'
    Show { Get-SsmSessionReport -CheckLog -Owner jane.doe* | Where-Object S3LogStatus -eq Missing | ForEach-Object { "$($_.SessionId): $($_.LogDetail)" } }

    Say 'The same as a page to print and keep.'
    Show { Get-SsmSessionReport -CheckLog -Region eu-west-1, us-east-1 | Export-SsmSessionReport $page -Force -PassThru | ForEach-Object { $_.FullName } }

    Say 'Will sessions be logged here, and can somebody go round it? A finding for each rule; nothing is changed.'
    $broken = @(Test-SsmLoggingPreference | Where-Object Status -in Fail, Warning)
    Show { $broken }

    Say 'Mend it with the commands that the findings print, as they are printed. Where only you can choose, they hold a variable.'
    $BucketName = 'audit-logs-kms'
    $LogGroupName = '/session-manager/encrypted'
    foreach ($command in @($broken.Remediation | Where-Object { $_ -match '^[A-Z][a-z]+-Ssm' } | Select-Object -Unique)) {
        Show ([scriptblock]::Create($command))
    }

    Say 'Check again.'
    $left = @(Test-SsmLoggingPreference | Where-Object Status -in Fail, Warning)
    Show { $left | Format-Table Status, RuleId, Subject }
    if ($left.Count -ge $broken.Count) { throw "The printed commands mended nothing: $($broken.Count) findings before, $($left.Count) after." }
    Write-Host "$($broken.Count) findings before, $($left.Count) after. What is left asks for a decision, or for rights that this module has no command for."

    Say 'What did somebody see? A log as the agent left it in S3: typed, corrected and searched for keys and all.'
    Show { Get-SsmSessionLog $recorded -Tail 12 }
    Show { Get-SsmSessionLog $recorded -AsTranscript }

    Say 'Another one, read where it lies.'
    Show { Get-SsmSessionReport -CheckLog | Where-Object S3LogStatus -eq Found | Select-Object -First 1 | Get-SsmSessionLog -Tail 5 }

    Say 'And one that runs: what is streamed of it, line by line as it comes. -Timeout ends it here, otherwise Ctrl+C or the session.'
    $live = @{ sessionId = 'maria-0b5f3d2c1a4e69788'; logGroup = '/session-manager/plain'; seconds = 60 } | ConvertTo-Json
    $null = Invoke-RestMethod "$url/_sandbox/logs/111122223333/eu-west-1/live" -Method Post -Body $live
    Show { Get-SsmSessionReport -State Active | Where-Object SessionId -like maria-* | Get-SsmSessionLog -Follow -Timeout 5 }

    Say 'Keep them as evidence, a day in each save: every log with its text and record, and a manifest with the hash of every file.'
    $today = [DateTime]::UtcNow.Date
    Show { Get-SsmSessionReport -CheckLog -After $today.AddDays(-3) -Before $today.AddDays(-2) | Save-SsmSessionLog $evidence }
    Show { Get-SsmSessionReport -CheckLog -After $today.AddDays(-2) -Before $today.AddDays(-1) | Save-SsmSessionLog $evidence }

    Say 'The hash of the last manifest is kept elsewhere. By it everything is as it was saved.'
    $kept = (Get-FileHash "$evidence/manifest-000002.jsonl").Hash
    Show { Test-SsmSessionLogArchive $evidence -ManifestHash $kept -Quiet }

    Say 'Somebody adds a line to a log, and takes the first day away with its manifest.'
    Show { Get-ChildItem $evidence -Recurse -Filter *.log | Select-Object -Last 1 | Add-Content -Value 'it was somebody else' }
    Show { Get-ChildItem $evidence -Recurse -Filter $today.AddDays(-3).ToString('yyyy-MM-dd') | Remove-Item -Recurse }
    Show { Remove-Item "$evidence/manifest-000001.jsonl" }
    Show { Test-SsmSessionLogArchive $evidence -ManifestHash $kept | Where-Object Status -eq Fail | ForEach-Object { "$($_.RuleId) $($_.Subject): $($_.Message)" } }

    Say 'A message for every session that somebody starts. First what would be made, then for real.'
    Show { Register-SsmSessionAction notify-ops -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity -Event Start -WhatIf }
    Show { Register-SsmSessionAction notify-ops -TopicArn arn:aws:sns:eu-west-1:111122223333:session-activity -Event Start -PassThru }
    Show { Test-SsmSessionAction notify-ops }

    Say 'Somebody starts a session with the reason INC-10482 "urgent". What the topic got:'
    $session = @{ Target = 'i-02364c470a5f0bfd8'; Reason = 'INC-10482 "urgent"' } | ConvertTo-Json
    $null = Invoke-RestMethod "$url/_sandbox/ssm/111122223333/eu-west-1/calls/StartSession" -Method Post -Body $session
    (Invoke-RestMethod "$url/_sandbox/deliveries") | Select-Object -First 1 -ExpandProperty message | Out-Host

    Say 'Nothing of it stays behind.'
    Show { Get-SsmSessionAction | Unregister-SsmSessionAction }
    Show { Get-SsmSessionAction }
}
finally {
    $sandbox, $busy | Stop-Process -ErrorAction Ignore
    Remove-Item -LiteralPath $exports, $evidence -Recurse -ErrorAction Ignore
}
