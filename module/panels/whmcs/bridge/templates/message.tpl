{* What we say in the client area when we do not lead on: why a page was refused, or what to do first. *}
<div class="card panel panel-default">
  <div class="card-body panel-body">
    <h2>{$liaisonHeading|escape:'html'}</h2>
    <p>{$liaisonText|escape:'html'}</p>
  </div>
</div>
