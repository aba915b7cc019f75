Describe 'Scripts that report sessions' {
    BeforeAll {
        . "$PSScriptRoot/Sandbox.ps1"
        Import-Module (Join-Path $PSScriptRoot '../../out/SsmSessionLogging/SsmSessionLogging.psd1')
        $sandbox = Start-Sandbox '--sessions 300 --session-quota 0'
        $connection = Get-SandboxConnection $sandbox
        $connection.Region = 'eu-west-1'
    }

    AfterAll {
        Stop-Sandbox $sandbox
        Remove-Module SsmSessionLogging -ErrorAction Ignore
    }

    It 'answers why a session has no log with one pipeline' {
        $details = Get-SsmSessionReport -CheckLog @connection | Where-Object S3LogStatus -eq Missing | ForEach-Object { $_.LogDetail }

        $details | Should -Not -BeNullOrEmpty
        $details[0] | Should -BeLike 'S3: It should be at s3://audit-logs/sessions/*.log and is not there.*'
    }

    It 'adds up to the same sessions whatever they are grouped by <By>' -ForEach @{ By = 'UserName' }, @{ By = 'Target' }, @{ By = 'Day' }, @{ By = 'LogStatus' } {
        $records = @(Get-SsmSessionReport @connection)
        $sum = 0
        $records | Measure-SsmSession -By $By | ForEach-Object { $sum += $_.Count }

        $sum | Should -Be $records.Count
        $sum | Should -BeGreaterThan 200
    }

    It 'keeps a history that is read back without AWS' {
        $file = Join-Path $TestDrive 'history.jsonl'
        Get-SsmSessionReport -Days 10 @connection | Export-SsmSessionReport -Path $file
        $older = @(Get-SsmSessionReport -Path $file).Count

        Get-SsmSessionReport @connection | Export-SsmSessionReport -Path $file -Append

        @(Get-SsmSessionReport -Path $file).Count | Should -Be @(Get-SsmSessionReport @connection).Count
        $older | Should -BeGreaterThan 0
    }

    It 'refuses to replace a file before it asks anything' {
        $file = Join-Path $TestDrive 'there.csv'
        Set-Content $file 'mine'

        { Get-SsmSessionReport @connection -ErrorAction Stop | Export-SsmSessionReport -Path $file -ErrorAction Stop } | Should -Throw -ErrorId 'ReportExists,*'

        Get-Content $file | Should -BeExactly 'mine'
    }

    It 'makes wrong credentials an error and no empty report' {
        { Get-SsmSessionReport -Region * -EndpointUrl $connection.EndpointUrl -AccessKey AKIANOBODY0000000000 -SecretKey x -ErrorAction Stop } |
            Should -Throw -ErrorId 'AccessDenied,*'
    }
}
