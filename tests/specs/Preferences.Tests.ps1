Describe 'Scripts that change preferences' {
    BeforeAll {
        . "$PSScriptRoot/Sandbox.ps1"
        Import-Module (Join-Path $PSScriptRoot '../../out/SsmSessionLogging/SsmSessionLogging.psd1')
    }

    BeforeEach {
        $sandbox = Start-Sandbox
        $connection = Get-SandboxConnection $sandbox
        Set-SsmS3Logging -BucketName audit-logs -KeyPrefix sessions -Region eu-west-1 @connection -WarningAction SilentlyContinue
    }

    AfterEach {
        Stop-Sandbox $sandbox
    }

    AfterAll {
        Remove-Module SsmSessionLogging -ErrorAction Ignore
    }

    Context 'Rollback' {
        It 'brings an earlier version back' {
            Set-SsmS3Logging -KeyPrefix other -Region eu-west-1 @connection

            Get-SsmLoggingPreference -DocumentVersion 1 -Region eu-west-1 @connection | Set-SsmLoggingPreference @connection -WarningAction SilentlyContinue

            (Get-SsmLoggingPreference -Region eu-west-1 @connection).S3KeyPrefix | Should -BeExactly 'sessions'
        }

        It 'undoes a change by the command in its receipt' {
            $receipt = Set-SsmS3Logging -KeyPrefix other -Region eu-west-1 @connection -PassThru
            $PSDefaultParameterValues = @{ '*-Ssm*:AccessKey' = $connection.AccessKey; '*-Ssm*:SecretKey' = $connection.SecretKey }

            $WarningPreference = 'SilentlyContinue'
            & ([scriptblock]::Create($receipt.UndoCommand))

            (Get-SsmLoggingPreference -Region eu-west-1 @connection).S3KeyPrefix | Should -BeExactly 'sessions'
        }
    }

    Context 'Copy to another Region' {
        It 'writes the settings there and keeps the source' {
            Get-SsmLoggingPreference -Region eu-west-1 @connection |
                Set-SsmLoggingPreference -Region us-east-1 @connection -WarningAction SilentlyContinue

            $copy = Get-SsmLoggingPreference -Region us-east-1 @connection
            $copy.S3BucketName | Should -BeExactly 'audit-logs'
            $copy.S3EncryptionEnabled | Should -BeTrue
        }

        It 'refuses a source that does not exist' {
            $missing = Get-SsmLoggingPreference -Region us-east-1 @connection
            { $missing | Set-SsmLoggingPreference -Region eu-west-1 @connection -ErrorAction Stop } |
                Should -Throw -ErrorId 'SourcePreferenceMissing,*'
        }
    }

    Context 'A sweep in which one Region fails' {
        BeforeEach {
            Add-SandboxFault $sandbox @{ kind = 'Deny'; service = 'SSM'; region = 'us-east-1' }
            $receipts = Set-SsmS3Logging -BucketName audit-logs -KeyPrefix swept -Region us-east-1, eu-west-1 @connection -PassThru -StopAfterFailures 2 -ErrorAction SilentlyContinue -ErrorVariable failures -WarningAction SilentlyContinue
        }

        It 'changes the others' {
            (Get-SsmLoggingPreference -Region eu-west-1 @connection).S3KeyPrefix | Should -BeExactly 'swept'
        }

        It 'gives a receipt for each' {
            @($receipts | ForEach-Object { "$($_.Region) $($_.Result)" }) | Should -Be @('us-east-1 Failed', 'eu-west-1 Changed')
        }

        It 'reports one error' {
            $failures | Should -HaveCount 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'AccessDenied,*'
        }
    }

    Context 'A drift check' {
        It 'finds nothing where the meaning is the same' {
            $reference = Get-SsmLoggingPreference -Region eu-west-1 @connection
            Get-SsmLoggingPreference -Region eu-west-1 @connection | Compare-SsmLoggingPreference $reference | Should -BeNullOrEmpty
        }

        It 'names each setting that deviates from the exported reference' {
            Export-SsmLoggingPreference -Path $TestDrive -Region eu-west-1 @connection
            Set-SsmLoggingPreference -IdleSessionTimeout 45 -Region eu-west-1 @connection

            $drift = Get-SsmLoggingPreference -Region eu-west-1 @connection |
                Compare-SsmLoggingPreference -ReferencePath (Join-Path $TestDrive '111122223333_eu-west-1_SSM-SessionManagerRunShell.json')

            $drift | Should -HaveCount 1
            $drift.Setting | Should -BeExactly 'IdleSessionTimeout'
            $drift.Reference | Should -Be 20
            $drift.Difference | Should -Be 45
        }

        It 'is mended from the file' {
            Export-SsmLoggingPreference -Path $TestDrive -Region eu-west-1 @connection
            Set-SsmLoggingPreference -IdleSessionTimeout 45 -Region eu-west-1 @connection

            Set-SsmLoggingPreference -Path (Join-Path $TestDrive '*.json') @connection -WarningAction SilentlyContinue

            (Get-SsmLoggingPreference -Region eu-west-1 @connection).IdleSessionTimeout | Should -Be 20
        }

        It 'leaves out what was agreed, from a file of Export-Csv, and the baseline is written but for it' {
            $baseline = Join-Path $TestDrive 'baseline.json'
            $exceptions = Join-Path $TestDrive 'exceptions.csv'
            (Get-SsmLoggingPreference -Region eu-west-1 @connection).Document | Set-Content -LiteralPath $baseline
            [pscustomobject]@{ AccountId = '111122223333'; Region = 'us-*'; IdleSessionTimeout = 45; AcceptedBy = 'jdoe'; AcceptedReason = 'Long, "nightly" builds'; AcceptedUntil = '2999-12-31' } |
                Export-Csv -LiteralPath $exceptions -NoTypeInformation

            $receipts = Set-SsmLoggingPreference -Path $baseline -ExceptionPath $exceptions -Region eu-west-1, us-east-1 -SkipTargetCheck -PassThru @connection -WarningAction SilentlyContinue

            $receipts.Result | Should -BeExactly 'Unchanged', 'Changed'
            $receipts[1].Exceptions.AcceptedReason | Should -BeExactly 'Long, "nightly" builds'
            $there = Get-SsmLoggingPreference -Region eu-west-1, us-east-1 @connection
            $there.IdleSessionTimeout | Should -Be 20, 45
            $there | Compare-SsmLoggingPreference -ReferencePath $baseline -ExceptionPath $exceptions @connection | Should -BeNullOrEmpty
            ($there | Compare-SsmLoggingPreference -ReferencePath $baseline @connection).Region | Should -BeExactly 'us-east-1'
        }
    }
}
