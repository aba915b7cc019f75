Describe 'Scripts that act on sessions' {
    BeforeAll {
        . "$PSScriptRoot/Sandbox.ps1"
        Import-Module (Join-Path $PSScriptRoot '../../out/SsmSessionLogging/SsmSessionLogging.psd1')
        $topic = 'arn:aws:sns:eu-west-1:111122223333:session-activity'
    }

    BeforeEach {
        $sandbox = Start-Sandbox
        $connection = Get-SandboxConnection $sandbox
        $connection.Region = 'eu-west-1'
    }

    AfterEach {
        Stop-Sandbox $sandbox
    }

    AfterAll {
        Remove-Module SsmSessionLogging -ErrorAction Ignore
    }

    It 'sends a message for a session that starts' {
        Register-SsmSessionAction -Name watch -TopicArn $topic -Event Start -Message 'A session to <target>: <reason>' @connection

        Start-SandboxSession $sandbox 'INC-10482'

        Get-SandboxDelivery $sandbox | Should -Match 'A session to i-02364c470a5f0bfd8: INC-10482'
    }

    It 'sends nothing once it is turned off or gone' {
        Register-SsmSessionNotification -Name watch -TopicArn $topic @connection
        Get-SsmSessionAction @connection | Disable-SsmSessionAction @connection
        Start-SandboxSession $sandbox 'first'
        Unregister-SsmSessionAction -Name watch @connection
        Start-SandboxSession $sandbox 'second'

        Get-SandboxDelivery $sandbox | Should -Not -Match 'watch'
        Get-SsmSessionAction @connection | Should -BeNullOrEmpty
    }

    It 'refuses what would never arrive' {
        { Register-SsmSessionAction -Name watch -TopicArn "$topic.fifo" @connection -ErrorAction Stop } | Should -Throw -ErrorId 'TopicIsFifo,*'
        { Register-SsmSessionAction -Name watch -TopicArn $topic -SessionTarget i-1 @connection -ErrorAction Stop } | Should -Throw -ErrorId 'NarrowingNeedsStart,*'

        Get-SsmSessionAction @connection | Should -BeNullOrEmpty
    }

    It 'leaves nothing where a step is denied, and can simply be run again' {
        Add-SandboxFault $sandbox @{ kind = 'Deny'; operation = 'SetTopicAttributes' }

        { Register-SsmSessionAction -Name watch -TopicArn $topic @connection -ErrorAction Stop } | Should -Throw -ErrorId 'AccessDenied,*'

        Get-SsmSessionAction @connection | Should -BeNullOrEmpty
    }
}
