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
}
