Describe 'SsmSessionLogging' {
    BeforeAll {
        $module = Import-Module (Join-Path $PSScriptRoot '../../out/SsmSessionLogging/SsmSessionLogging.psd1') -PassThru -ErrorAction Stop
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
