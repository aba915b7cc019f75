Describe 'Scripts that would do harm' {
    BeforeAll {
        . "$PSScriptRoot/Sandbox.ps1"
        Import-Module (Join-Path $PSScriptRoot '../../out/SsmSessionLogging/SsmSessionLogging.psd1')
        $sandbox = Start-Sandbox
        $connection = Get-SandboxConnection $sandbox
    }

    AfterAll {
        Stop-Sandbox $sandbox
        Remove-Module SsmSessionLogging -ErrorAction Ignore
    }

    It 'are refused where sessions would be: <Bucket>' -ForEach @(
        @{ Bucket = 'audit-logs-dsse' }
        @{ Bucket = 'audit-logs-that-nobody-made' }
    ) {
        { Set-SsmS3Logging -BucketName $Bucket -Region eu-west-1 @connection -ErrorAction Stop -WarningAction SilentlyContinue } |
            Should -Throw -ErrorId 'SessionsRefused,*'
    }

    It 'are refused where a name is none' {
        { Set-SsmS3Logging -BucketName Not_A_Bucket -Region eu-west-1 @connection -ErrorAction Stop } | Should -Throw -ErrorId 'BucketNameCharacters,*'
    }

    It 'are told the name in an ARN' {
        { Set-SsmS3Logging -BucketName arn:aws:s3:::audit-logs -Region eu-west-1 @connection -ErrorAction Stop } | Should -Throw -ErrorId 'BucketNameIsArn,*'
    }

    It 'are refused where logs would be lost' {
        { Set-SsmCloudWatchLogging -LogGroupName /nobody/made/this -AllowUnencrypted -Region eu-west-1 @connection -ErrorAction Stop } |
            Should -Throw -ErrorId 'LogsLost,*'
    }

    It 'leave the account as it was' {
        (Get-SsmLoggingPreference -Region eu-west-1 @connection).Exists | Should -BeFalse
    }

    It 'are told without a Region what to do' {
        { Get-SsmLoggingPreference -Region 'not a region' @connection -ErrorAction Stop } | Should -Throw -ErrorId 'RegionInvalid,*'
    }
}
