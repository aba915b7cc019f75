Describe 'SsmSessionLogging' {
    BeforeAll {
        $manifest = [IO.Path]::Combine($PSScriptRoot, '..', '..', 'out', 'SsmSessionLogging', 'SsmSessionLogging.psd1')
        $module = Import-Module ([IO.Path]::GetFullPath($manifest)) -PassThru -ErrorAction Stop
    }

    AfterAll {
        Remove-Module SsmSessionLogging -ErrorAction Ignore
    }

    It 'is imported by its manifest' {
        $module.Name | Should -BeExactly 'SsmSessionLogging'
    }

    It 'exports commands' {
        $module.ExportedCommands.Keys | Should -Not -BeNullOrEmpty
    }

    It 'exports nothing whose noun does not begin with Ssm' {
        $module.ExportedCommands.Keys -notlike '*-Ssm*' | Should -BeNullOrEmpty
    }
}
