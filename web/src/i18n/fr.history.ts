/** Ce que dit la console de l’état d’un serveur au fil du temps. */
export const history = {
  uptime: {
    '24h': 'Disponible, 24 heures',
    '7d': 'Disponible, 7 jours',
    '30d': 'Disponible, 30 jours',
    '90d': 'Disponible, 90 jours',
  },
  coverage: '%{percent} du temps connu',
  too_little: 'Trop peu de mesures',
  span: 'Période',
  spans: { '24h': '24 h', '7d': '7 jours', '30d': '30 jours', '90d': '90 jours' },
  table: 'En tableau',
  latency: 'Temps de réponse',
  availability: 'Disponibilité',
  time: 'Heure',
  p50: 'La moitié en',
  p95: '95 % en',
  max: 'Le plus lent',
  maintenance: 'Maintenance',
  latency_summary: 'Temps de réponse au fil du temps : au plus %{most}. Le tableau donne chaque valeur.',
  availability_summary: 'Disponibilité au fil du temps : %{least} au moins. Le tableau donne chaque valeur.',
};
