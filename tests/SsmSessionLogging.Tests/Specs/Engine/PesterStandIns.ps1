# What Pester's assertions call of the cmdlets that the bare engine lacks.
function script:New-StandInObject {
    param(
        [Parameter(Position = 0)] [string] $TypeName,
        [Parameter(Position = 1)] [object[]] $ArgumentList,
        [Collections.IDictionary] $Property)

    $object = [Activator]::CreateInstance([type] $TypeName, $ArgumentList)
    foreach ($name in $Property.Keys) { $object.PSObject.Properties.Add([psnoteproperty]::new($name, $Property[$name])) }
    , $object
}

$script:SafeCommands = @{ 'New-Object' = ${function:New-StandInObject} }
foreach ($command in Get-Command -CommandType Cmdlet) { $script:SafeCommands[$command.Name] = $command }
$script:SafeCommands['Add-ShouldOperator'] = { Add-ShouldOperator @args }
$script:ScriptBlockSessionStateInternalProperty =
    [scriptblock].GetProperty('SessionStateInternal', [Reflection.BindingFlags] 'Instance, NonPublic')
