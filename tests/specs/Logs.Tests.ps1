Describe 'Scripts that read session logs' {
    BeforeAll {
        Import-Module ([IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'SsmSessionLogging', 'SsmSessionLogging.psd1')))
        $logs = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', 'SessionLogging.Tests', 'corpus', 'agent'))
    }

    AfterAll {
        Remove-Module SsmSessionLogging -ErrorAction Ignore
    }

    It 'shows what was typed and not how' {
        $texts = Get-SsmSessionLog ([IO.Path]::Combine($logs, 's01-sh-editing.log')) | ForEach-Object { $_.Text }

        $texts | Should -Contain 'sh-5.2$ tail -n 3 logs/app.log'
        $texts | Where-Object { $_ -match 'tial' } | Should -BeNullOrEmpty
    }

    It 'reads the streamed form with who, when and what is in doubt' {
        $lines = @(Get-SsmSessionLog ([IO.Path]::Combine($logs, 's01-sh-editing.streamed.jsonl')))

        $lines[0].RunAsUser | Should -Be 'ssm-user'
        @($lines | Where-Object Text -match 'tial')[0].Marks | Should -Be 'Damaged'
    }

    It 'finds in the last frame of an editor what stands nowhere else' {
        $found = Get-SsmSessionLog ([IO.Path]::Combine($logs, 's03-root-fullscreen.log')) -FullScreen | Where-Object Text -match 'raised' | ForEach-Object { "$($_.Marks)" }

        $found | Should -Contain 'FullScreen'
    }

    It 'gives what was streamed as JSON lines that read back the same' {
        $file = [IO.Path]::Combine($logs, 's02-al2023-multiline.streamed.jsonl')
        $copy = [IO.Path]::Combine([IO.Path]::GetTempPath(), "events-$([Guid]::NewGuid().ToString('N')).jsonl")
        try {
            Get-SsmSessionLog $file -AsEvent | ForEach-Object {
                $streamed = @{ eventVersion = $_.EventVersion; eventTime = $_.EventTime; sessionId = $_.SessionId; sessionData = @($_.SessionData) }
                ConvertTo-Json $streamed -Compress
            } | Set-Content $copy -Encoding utf8

            $texts = @(Get-SsmSessionLog $file | ForEach-Object { $_.Text })
            @(Get-SsmSessionLog $copy | ForEach-Object { $_.Text }) | Should -Be $texts
        }
        finally {
            Remove-Item $copy -ErrorAction Ignore
        }
    }

    It 'takes files from the pipeline, compressed ones among them, and tells their sessions apart' {
        $lines = Get-ChildItem ([IO.Path]::Combine($logs, 's0[19]*.log*')) | Get-SsmSessionLog -Tail 1

        @($lines | ForEach-Object { $_.Text }) | Should -Be 'exit', 'exit'
        @($lines | Select-Object -ExpandProperty SessionId -Unique).Count | Should -Be 2
    }

    It 'shows lines as a table and a transcript as a list' {
        $file = [IO.Path]::Combine($logs, 's01-sh-editing.log')

        Get-SsmSessionLog $file -Tail 3 | Format-Table | Out-String -Width 120 | Should -Match 'sh-5\.2\$ exit'
        Get-SsmSessionLog $file -AsTranscript | Format-List | Out-String -Width 200 | Should -Match 'EndMarkerSeen'
    }

    It 'ends where the next command has enough' {
        $lines = @(Get-SsmSessionLog ([IO.Path]::Combine($logs, 's09-long-resize.log.gz')) | Select-Object -First 2)

        $lines.Count | Should -Be 2
    }
}
