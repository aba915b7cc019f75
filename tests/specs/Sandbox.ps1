# Starts and stops the sandbox, an AWS account in one process. Dot-source it in BeforeAll: . "$PSScriptRoot/Sandbox.ps1"

<#
.SYNOPSIS
Starts out/Sandbox on a free port, with further options of its own where given, and gives its Url and its Process.
#>
function Start-Sandbox([string] $Options = '') {
    $program = Join-Path $PSScriptRoot '../../out/Sandbox/SessionLogging.Sandbox.dll'
    if (-not (Test-Path -LiteralPath $program)) { throw "The sandbox is not built: $program is missing. Run build.ps1 first." }

    $start = [Diagnostics.ProcessStartInfo]::new('dotnet', "`"$program`" --port 0 --parent $PID $Options")
    $start.UseShellExecute = $false
    $start.RedirectStandardOutput = $true
    $process = [Diagnostics.Process]::Start($start)
    $url = $process.StandardOutput.ReadLine()
    if (-not $url) { throw "The sandbox did not start: it wrote no URL and ended." }

    # Read on, so that a chatty sandbox never waits for somebody who empties the pipe.
    $null = $process.StandardOutput.BaseStream.CopyToAsync([IO.Stream]::Null)
    [pscustomobject] @{ Url = $url; Process = $process }
}

<#
.SYNOPSIS
Ends a sandbox that Start-Sandbox started. One that never started is no error, so that AfterAll adds none to BeforeAll's.
#>
function Stop-Sandbox($Sandbox) {
    if (-not $Sandbox) { return }
    $Sandbox.Process | Stop-Process -PassThru -ErrorAction Ignore | Wait-Process
    $Sandbox.Process.Dispose()
}

<#
.SYNOPSIS
Lets calls to a sandbox go wrong, as a hashtable says: @{ kind = 'Deny'; region = 'us-east-1' }.
#>
function Add-SandboxFault($Sandbox, [hashtable] $Fault) {
    $null = Invoke-RestMethod "$($Sandbox.Url)/_sandbox/faults" -Method Post -ContentType application/json -Body ($Fault | ConvertTo-Json)
}

<#
.SYNOPSIS
The connection parameters of a sandbox's first account, for splatting.
#>
function Get-SandboxConnection($Sandbox) {
    @{ AccessKey = 'AKIASANDBOXACCOUNT01'; SecretKey = 'sandbox-secret-key-of-account-one'; EndpointUrl = $Sandbox.Url }
}

<#
.SYNOPSIS
Starts a session in a sandbox's first account and eu-west-1, as its user would.
#>
function Start-SandboxSession($Sandbox, [string] $Reason) {
    $body = @{ Target = 'i-02364c470a5f0bfd8'; Reason = $Reason } | ConvertTo-Json
    $null = Invoke-RestMethod "$($Sandbox.Url)/_sandbox/ssm/111122223333/eu-west-1/calls/StartSession" -Method Post -Body $body
}

<#
.SYNOPSIS
What rules of a sandbox have sent, as JSON text.
#>
function Get-SandboxDelivery($Sandbox) {
    (Invoke-WebRequest "$($Sandbox.Url)/_sandbox/deliveries" -UseBasicParsing).Content
}
