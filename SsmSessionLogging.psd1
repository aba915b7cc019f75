@{
    # One manifest for both editions: each has its own assemblies.
    RootModule           = if ($PSEdition -eq 'Desktop') { 'desktop/SsmSessionLogging.dll' } else { 'core/SsmSessionLogging.dll' }
    ModuleVersion        = '0.1.0'
    GUID                 = '2f6f1b64-5a3c-4f0e-9a57-3f4f1d0f5c11'
    Author               = 'SsmSessionLogging contributors'
    CompanyName          = 'SsmSessionLogging contributors'
    Copyright            = '(c) SsmSessionLogging contributors. MIT licence.'
    Description          = 'The logging of AWS Systems Manager Session Manager: reads and changes the session preferences of accounts and Regions without losing a setting or locking a user out, reports every session of the last 30 days and what became of its log, and makes sessions send messages or start other actions.'
    PowerShellVersion    = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    DotNetFrameworkVersion = '4.7.2'
    # Loaded before the types, whose members are in it.
    RequiredAssemblies   = @(if ($PSEdition -eq 'Desktop') { 'desktop/SsmSessionLogging.dll' } else { 'core/SsmSessionLogging.dll' })
    TypesToProcess       = @('SsmSessionLogging.Types.ps1xml')
    FormatsToProcess     = @('SsmSessionLogging.Format.ps1xml')
    CmdletsToExport      = @(
        'Compare-SsmLoggingPreference'
        'Disable-SsmCloudWatchLogging'
        'Disable-SsmCloudWatchStreaming'
        'Disable-SsmS3Logging'
        'Disable-SsmSessionAction'
        'Enable-SsmCloudWatchStreaming'
        'Enable-SsmSessionAction'
        'Export-SsmLoggingFinding'
        'Export-SsmLoggingPreference'
        'Export-SsmSessionReport'
        'Get-SsmLoggingDestination'
        'Get-SsmLoggingPermission'
        'Get-SsmLoggingPreference'
        'Get-SsmLoggingPreferenceChange'
        'Get-SsmLoggingRule'
        'Get-SsmSessionAction'
        'Get-SsmSessionAttempt'
        'Get-SsmSessionLog'
        'Get-SsmSessionReport'
        'Measure-SsmSession'
        'Register-SsmSessionAction'
        'Save-SsmSessionLog'
        'Set-SsmCloudWatchLogging'
        'Set-SsmLoggingPreference'
        'Set-SsmS3Logging'
        'Test-SsmLoggingPermission'
        'Test-SsmLoggingPreference'
        'Test-SsmSessionAction'
        'Test-SsmSessionLogArchive'
        'Unregister-SsmSessionAction'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @('Register-SsmSessionNotification')
    PrivateData          = @{
        PSData = @{
            Tags       = @('AWS', 'SSM', 'SessionManager', 'Logging', 'Audit', 'PSEdition_Desktop', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri = 'https://opensource.org/license/mit'
        }
    }
}
