Describe 'Completion' {
    BeforeAll {
        . (Join-Path $PSScriptRoot 'Sandbox.ps1')
        Import-Module (Join-Path $PSScriptRoot '../../out/SsmSessionLogging/SsmSessionLogging.psd1') -ErrorAction Stop
        $sandbox = Start-Sandbox
        Push-Location (New-Item -ItemType Directory (Join-Path $TestDrive completion))
        Set-Content zz-file.txt 'x'
    }

    AfterAll {
        Pop-Location
        Remove-Module SsmSessionLogging -ErrorAction Ignore
        Stop-Sandbox $sandbox
    }

    It 'offers files where a path is meant, and nowhere else' {
        $ofPaths = 'Path', 'LiteralPath', 'ReferencePath', 'ProfileLocation', 'ReceiptPath', 'ResumeFrom', 'DestinationPath', 'BaselinePath', 'ExceptionPath'
        $common = [Management.Automation.Cmdlet]::CommonParameters + [Management.Automation.Cmdlet]::OptionalCommonParameters
        $connection = Get-SandboxConnection $sandbox
        $connection.Region = 'eu-west-1'
        $expected = New-Object Collections.Generic.List[string]
        $offered = New-Object Collections.Generic.List[string]

        foreach ($command in Get-Command -Module SsmSessionLogging -CommandType Cmdlet) {
            $own = @($command.Parameters.Values | Where-Object { $_.Name -notin $common -and $_.ParameterType -ne [switch] })
            $first = @($own | Where-Object { $_.ParameterSets.Values.Position -contains 0 })
            $lines = @($own | ForEach-Object { $name = $_.Name; '', 'zz' | ForEach-Object { [pscustomobject] @{ Name = $name; Text = "-$name $_"; IsPath = $name -in $ofPaths } } })
            if ($first) { $lines += [pscustomobject] @{ Name = ''; Text = 'zz'; IsPath = [bool] ($first | Where-Object Name -in $ofPaths) } }
            foreach ($line in $lines) {
                $connected = $connection.Keys | Where-Object { $command.Parameters.ContainsKey($_) -and $_ -ne $line.Name } | ForEach-Object { "-$_ $($connection[$_])" }
                $text = "$($command.Name) $connected $($line.Text)"
                if ($line.IsPath) { $expected.Add("$($command.Name) $($line.Text)") }
                if (@((TabExpansion2 $text $text.Length).CompletionMatches | ForEach-Object CompletionText) -like '*zz-file*') { $offered.Add("$($command.Name) $($line.Text)") }
            }
        }

        $expected.Count | Should -BeGreaterThan 10
        Compare-Object $expected $offered | ForEach-Object { "$($_.SideIndicator) $($_.InputObject)" } | Should -BeNullOrEmpty
    }
}
